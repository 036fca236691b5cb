import Testing

@testable import FastCGI

struct ListenAddressTests {
    @Test(
        "addresses are read",
        arguments: [
            ("unix:/run/c.sock", ListenAddress.unix(path: "/run/c.sock", mode: 0o660)),
            ("unix:/run/c.sock?mode=0600", .unix(path: "/run/c.sock", mode: 0o600)),
            ("unix:relative:1", .unix(path: "relative:1", mode: 0o660)),
            ("tcp:127.0.0.1:9000", .tcp(host: "127.0.0.1", port: 9000)),
            ("tcp:[::1]:0", .tcp(host: "::1", port: 0)),
            ("fd:0", .inherited),
        ])
    func read(text: String, address: ListenAddress) {
        #expect(ListenAddress(text) == address)
    }

    @Test(
        "what is no address is nil",
        arguments: [
            "", "unix", "unix:", "unix:?mode=0660", "unix:/a?mode=", "unix:/a?mode=0999", "unix:/a?mode=7777",
            "unix:/a?owner=x",
            "tcp:", "tcp:9000", "tcp::9000", "tcp:host:", "tcp:host:65536", "tcp:host:-1", "fd:1", "fd:", "http:host:1",
        ])
    func refuse(text: String) {
        #expect(ListenAddress(text) == nil)
    }
}
