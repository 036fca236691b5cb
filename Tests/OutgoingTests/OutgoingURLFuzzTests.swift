import Fuzzing
import Testing

@testable import Outgoing

struct OutgoingURLFuzzTests {
    private static let samples = [
        "https://example.com/hook?a=b#c", "http://user:pass@example.com:8080/", "https://[2001:db8::1]/x",
        "http://2130706433/",
        "http://0x7f.1/", "https://user;auth=x:pass@host/", "http://a@b@c/", "https://xn--bcher-kva.example",
    ]

    @Test("what is shown of a URL leads to the same host, and names neither user nor password")
    func shown() {
        let report = Fuzzer(
            Self.samples,
            tokens: ["https://", "http://", "user:pass@", "@", "[::1]", "127.0.0.1", "0x7f", "%40", "%2f"]
        ).judgeText { text in
            guard let url = OutgoingURL(text) else { return .refused }
            guard let again = OutgoingURL(url.shown), let parts = URLParts(text), let same = URLParts(url.shown) else {
                return .broken
            }
            return Verdict(
                again.shown == url.shown && again.address == url.address && !same.hasUser && same.host == parts.host
                    && (parts.hasUser || url.shown == text))
        }
        #expect(report.isSound, "\(report)")
    }
}
