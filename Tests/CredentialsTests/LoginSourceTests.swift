import Credentials
import Testing

@Suite("Source of logins")
struct LoginSourceTests {
    private let key = AccessKeyID(number: 1)

    private func source(_ address: String?) -> LoginSource { LoginSource(address: address, key: key) }

    @Test("an IPv6 address counts by its /64, and a mapped one as IPv4")
    func networks() {
        #expect(source("2001:db8:1:2::1") == source("2001:DB8:1:2:ffff:ffff:ffff:ffff"))
        #expect(source("2001:db8:1:2::1") != source("2001:db8:1:3::1"))
        #expect(source("::ffff:192.0.2.7") == source("192.0.2.7"))
        #expect(source("192.0.2.7") != source("192.0.2.8"))
    }

    @Test("another text counts as it is, and cannot be taken for an address or a key")
    func texts() {
        #expect(source("office") == source("office"))
        #expect(source("office") != source("Office"))
        #expect(source("key \(key)") != source(nil))
        #expect(source("ipv4 [192, 0, 2, 7]") != source("192.0.2.7"))
    }

    @Test("without an address it is the caller's key", arguments: [nil, "", " \n"])
    func callers(address: String?) {
        #expect(source(address) == source(nil))
        #expect(source(address) != LoginSource(address: nil, key: AccessKeyID(number: 2)))
        #expect(source(address).digest.count == 32)
    }
}
