import MariaDB
import Testing

@Suite struct HostTests {
    @Test(
        "the forms of a host, both ways",
        arguments: [
            ("unix:/run/db.sock", .unix("/run/db.sock")), ("db.example:3306", .tcp("db.example", 3306)),
            ("127.0.0.1:1", .tcp("127.0.0.1", 1)), ("[::1]:3307", .tcp("::1", 3307)),
        ] as [(String, Host)])
    func forms(text: String, host: Host) {
        #expect(Host(text) == host)
        #expect(host.description == text)
    }

    @Test(
        "anything else is no host",
        arguments: ["", "unix:", "unix:relative", "db", "db:", ":3306", "db:0", "db:65536", "::1:3306", "[]:1"])
    func rejected(text: String) {
        #expect(Host(text) == nil)
    }
}
