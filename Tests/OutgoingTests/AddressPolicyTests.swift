import Testing

@testable import Outgoing

@Suite("Address policy")
struct AddressPolicyTests {
    private func permits(_ address: String, allowing list: String = "") throws -> Bool {
        let policy = try #require(AddressPolicy(allowing: list))
        return policy.permits(try #require(IPAddress(address), "\(address)"))
    }

    @Test(
        "the public Internet is permitted",
        arguments: [
            "1.1.1.1", "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0", "126.255.255.255", "128.0.0.0",
            "169.253.255.255", "169.255.0.0", "172.15.255.255", "172.32.0.0", "192.0.1.0", "192.0.3.0",
            "192.167.255.255", "192.169.0.0", "198.17.255.255", "198.20.0.0", "198.51.99.255", "203.0.112.255",
            "203.0.114.0", "223.255.255.255", "2000::", "2606:4700:4700::1111", "2001:200::", "3ffe:ffff::1",
            "::ffff:1.1.1.1", "64:ff9b::1.1.1.1", "2002:101:101::1",
        ])
    func permitted(address: String) throws {
        #expect(try permits(address))
    }

    @Test(
        "every address with a purpose of its own is refused, from its first to its last",
        arguments: [
            "0.0.0.0", "0.255.255.255", "10.0.0.0", "10.255.255.255", "100.64.0.0", "100.127.255.255", "127.0.0.0",
            "127.255.255.255", "169.254.0.0", "169.254.169.254", "172.16.0.0", "172.31.255.255", "192.0.0.0",
            "192.0.0.255", "192.0.2.0", "192.0.2.255", "192.88.99.1", "192.168.0.0", "192.168.255.255", "198.18.0.0",
            "198.19.255.255", "198.51.100.0", "203.0.113.255", "224.0.0.0", "239.255.255.255", "240.0.0.0",
            "255.255.255.255", "::", "::1", "::127.0.0.1", "::1.1.1.1", "::ffff:127.0.0.1", "::ffff:10.1.2.3",
            "64:ff9b::127.0.0.1", "64:ff9b::10.0.0.1", "64:ff9b:1::1.1.1.1", "100::1", "1fff:ffff::", "2001::1",
            "2001:1ff:ffff::", "2001:db8::1", "2002:7f00:1::", "2002:c0a8:101::1", "3fff::1", "3fff:fff::", "4000::",
            "5f00::1", "fc00::1", "fdff:ffff::", "fe80::1", "febf::1", "fec0::1", "ff00::", "ff02::1", "ffff::1",
        ])
    func refused(address: String) throws {
        #expect(try !permits(address))
    }

    @Test("what the operator lists is permitted, and nothing beside it")
    func listed() throws {
        let list = "10.1.0.0/16, fd00::/8,192.168.7.9 ,::1"
        for address in ["10.1.0.0", "10.1.255.255", "fd12::1", "192.168.7.9", "::1", "::ffff:10.1.2.3", "1.1.1.1"] {
            #expect(try permits(address, allowing: list), "\(address)")
        }
        for address in [
            "10.0.255.255", "10.2.0.0", "fc00::1", "192.168.7.8", "::2", "64:ff9b::10.1.2.3", "::ffff:10.2.0.1",
        ] {
            #expect(try !permits(address, allowing: list), "\(address)")
        }
        #expect(try permits("64:ff9b::10.1.2.3", allowing: "64:ff9b::/96"))
        #expect(try permits("127.0.0.1", allowing: "0.0.0.0/0") && !permits("::1", allowing: "0.0.0.0/0"))
        #expect(try permits("::1", allowing: "::/0") && permits("10.0.0.1", allowing: "::ffff:10.0.0.1"))
    }

    @Test(
        "a list with something else in it is none",
        arguments: [
            "10.0.0.0/33", "10.0.0.0/", "10.0.0.0/-1", "10.0.0.0/+8", "10.0.0.0/8/8", "localhost", "10.0.0", "::1/129",
            "10.0.0.0/8;1.1.1.1", "fe80::1%eth0", "10.0.0.0/٨", "::ffff:10.0.0.0/104",
        ])
    func unreadable(list: String) {
        #expect(AddressPolicy(allowing: list) == nil)
    }

    @Test("a URL is judged when its host is an address, in whatever spelling")
    func urls() throws {
        let policy = AddressPolicy()
        for host in ["10.0.0.1", "0x0a.1", "167772161", "[::ffff:a00:1]", "[fe80::1%25eth0]", "user:x@[::1]"] {
            #expect(!policy.permits(try #require(OutgoingURL("https://\(host):80/"), "\(host)")), "\(host)")
        }
        for host in ["example.com", "localhost", "1.1.1.1", "10.0.0.1.example.com"] {
            #expect(policy.permits(try #require(OutgoingURL("https://\(host)/"))), "\(host)")
        }
    }
}
