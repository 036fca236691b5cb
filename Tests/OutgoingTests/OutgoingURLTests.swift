import Outgoing
import Testing

@Suite("Outgoing URLs")
struct OutgoingURLTests {
    @Test(
        "what is no URL of the web with a host is none",
        arguments: [
            "", "example.com", "//example.com", "ftp://example.com/", "file:///etc/passwd", "https://", "https:///path",
            "https:/example.com", "https://?q", "https://#f", "https://example.com/a b", "https://exämple.com/",
            "https://example.com/\u{7F}", "https://example.com:99999/", "https://example.com:x/", "https://[::1/",
            "https://[10.0.0.1]/", "https://user@/", " https://example.com/", "https://example.com/\n", "http://a\0b/",
            "gopher://x/", "https//example.com", "unix:///run/x",
            "https://sally:a@b@example.com/", "https://example.com%80/", "https://sally@ex%E4mple.com/",
            "https://a%20b/",
        ])
    func none(text: String) {
        #expect(OutgoingURL(text) == nil)
    }

    @Test("without user and password a URL is shown as it is")
    func shown() throws {
        for text in ["https://example.com", "http://localhost:8080/a?b#c", "https://example.com/@x?u=a:b@c"] {
            #expect(try #require(OutgoingURL(text)).shown == text)
        }
    }

    @Test(
        "user and password are never shown",
        arguments: [
            ("https://sally:hunter2@example.com/x?y=1", "https://example.com/x?y=1"),
            ("https://hunter2@example.com", "https://example.com/"),
            ("https://:hunter2@example.com:8443/", "https://example.com:8443/"),
            ("https://sally:hunter2;AUTH=hunter2@example.com/", "https://example.com/"),
        ])
    func hidden(text: String, shown: String) throws {
        let url = try #require(OutgoingURL(text))
        #expect(url.shown == shown)
        var dumped = ""
        dump(url, to: &dumped)
        for text in ["\(url)", String(reflecting: url), dumped] { #expect(!text.contains("hunter2")) }
    }
}
