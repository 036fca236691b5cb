import Testing

@testable import Secrets

@Suite struct PHCStringTests {
    private static let salt = "c29tZXNhbHQ"
    private static let tag = "nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4"

    @Test("a hash is taken apart and put together again")
    func roundTrip() throws {
        let text = "$argon2id$v=19$m=256,t=2,p=3$\(Self.salt)$\(Self.tag)"
        let phc = try #require(PHCString(text))
        #expect(phc.parameters == Argon2Parameters(memory: 256, passes: 2, lanes: 3))
        #expect(phc.salt == Array("somesalt".utf8))
        #expect(phc.tag == [UInt8](hex: "9dfeb910e80bad0311fee20f9c0e2b12c17987b4cac90c2ef54d5b3021c68bfe"))
        #expect(phc.text == text)
    }

    @Test("a hash without a version is of version 16")
    func oldVersion() throws {
        let phc = try #require(PHCString("$argon2i$m=256,t=2,p=1$\(Self.salt)$\(Self.tag)"))
        #expect(phc.parameters.version == .v16)
        #expect(phc.parameters.variant == .argon2i)
    }

    @Test(
        "anything else is nil",
        arguments: [
            "", "$", "x$argon2id$v=19$m=256,t=2,p=1$\(salt)$\(tag)", "argon2id$v=19$m=256,t=2,p=1$\(salt)$\(tag)",
            "$argon2$v=19$m=256,t=2,p=1$\(salt)$\(tag)",
            "$argon2id$v=20$m=256,t=2,p=1$\(salt)$\(tag)", "$argon2id$v=$m=256,t=2,p=1$\(salt)$\(tag)",
            "$argon2id$v=19$m=256,t=2$\(salt)$\(tag)", "$argon2id$v=19$t=2,m=256,p=1$\(salt)$\(tag)",
            "$argon2id$v=19$m=256,t=2,p=1,x=1$\(salt)$\(tag)", "$argon2id$v=19$m=+256,t=2,p=1$\(salt)$\(tag)",
            "$argon2id$v=19$m=0256,t=2,p=1$\(salt)$\(tag)",
            "$argon2id$v=19$m=99999999999,t=2,p=1$\(salt)$\(tag)", "$argon2id$v=19$m=256,t=2,p=1$\(salt)",
            "$argon2id$v=19$m=256,t=2,p=1$\(salt)$\(tag)$", "$argon2id$v=19$m=256,t=2,p=1$$\(tag)",
            "$argon2id$v=19$m=256,t=2,p=1$c29t$\(tag)", "$argon2id$v=19$m=256,t=2,p=1$\(salt)$AAAA",
            "$argon2id$v=19$m=256,t=2,p=1$\(salt)$***", "$argon2id$v=19$m=256,t=2,p=1$\(salt)=$\(tag)",
            "$2y$10$abcdefghijklmnopqrstuuPVTcIGmUmEBcTTCz0TrUwMC0QMXVLJm",
        ])
    func malformed(_ text: String) {
        #expect(PHCString(text)?.parameters == nil)
    }

    @Test(
        "costs that would hold up the service are nil",
        arguments: [
            "m=262145,t=1,p=1", "m=262144,t=5,p=1", "m=8,t=17,p=1", "m=256,t=1,p=17", "m=7,t=1,p=1", "m=8,t=1,p=2",
            "m=256,t=0,p=1", "m=256,t=1,p=0", "m=4294967295,t=4294967295,p=4294967295",
        ])
    func excessive(_ costs: String) {
        #expect(PHCString("$argon2id$v=19$\(costs)$\(Self.salt)$\(Self.tag)")?.parameters == nil)
    }

    @Test(
        "costs in use elsewhere are taken",
        arguments: ["m=65536,t=4,p=1", "m=65536,t=3,p=4", "m=102400,t=2,p=8", "m=262144,t=4,p=1"])
    func usual(_ costs: String) {
        #expect(PHCString("$argon2id$v=19$\(costs)$\(Self.salt)$\(Self.tag)")?.parameters != nil)
    }
}
