import Credentials
import Secrets
import Testing

@Suite("Access key token")
struct AccessKeyTokenTests {
    private let id = AccessKeyID(number: 42)
    private let secret = String(repeating: "x", count: AccessKeyToken.secretLength)

    @Test("the current form names the key's record")
    func current() throws {
        let token = try #require(AccessKeyToken("\(id)-\(secret)"))
        guard case .current(let read, let part) = token else {
            Issue.record("not the current form")
            return
        }
        #expect(read == id)
        #expect(part == Secret(secret))
        #expect(token.reveal() == "\(id)-\(secret)")
    }

    @Test("the older form is a secret alone")
    func legacy() throws {
        let token = try #require(AccessKeyToken("key_\(secret)"))
        guard case .legacy(let part) = token else {
            Issue.record("not the older form")
            return
        }
        #expect(part == Secret(secret))
        #expect(token.reveal() == "key_\(secret)")
    }

    @Test("anything else is none", arguments: ["", "ko_", "ko_42-x", "ks_x", "usr_0000000000000000000000-x", "key-x"])
    func neither(text: String) {
        #expect(AccessKeyToken(text) == nil)
        #expect(AccessKeyToken(id.description) == nil)
    }

    @Test("the secret may have dashes")
    func dashes() throws {
        #expect(try #require(AccessKeyToken("\(id)-a-b")).secret == Secret("a-b"))
    }

    @Test("the digest is of the secret only, SHA-256")
    func digest() throws {
        let digest = try #require(AccessKeyToken("key_abc")).digest
        #expect(digest.prefix(4) == [0xBA, 0x78, 0x16, 0xBF])
        #expect(digest.count == 32)
        #expect(try #require(AccessKeyToken("\(id)-abc")).digest == digest)
    }
}
