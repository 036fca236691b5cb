import Testing

@testable import Secrets

@Suite struct PasswordHasherTests {
    private let hasher = PasswordHasher(concurrency: 2, waiting: 100, cost: .testing)

    @Test("a hash verifies its password and no other", arguments: ["", "correct horse", "pässwörd 🔑", "a\0b"])
    func roundTrip(_ password: String) throws {
        let hash = try hasher.hash(Secret(password))
        #expect(try hasher.verify(Secret(password), against: hash))
        #expect(try !hasher.verify(Secret(password + "x"), against: hash))
        #expect(try !hasher.verify(Secret(password + "\0"), against: hash))
    }

    @Test("passwords differ to the last of 1,024 bytes")
    func long() throws {
        let start = String(repeating: "x", count: 1023)
        let hash = try hasher.hash(Secret(start + "a"))
        #expect(try hasher.verify(Secret(start + "a"), against: hash))
        #expect(try !hasher.verify(Secret(start + "b"), against: hash))
    }

    @Test("a hash is Argon2id with 19 MiB, two passes and one lane, a salt of 16 and a tag of 32 bytes")
    func standard() throws {
        let standard = PasswordHasher(concurrency: 1, waiting: 0)
        let hash = try standard.hash(Secret("correct horse"))
        #expect(hash.phc.hasPrefix("$argon2id$v=19$m=19456,t=2,p=1$"))
        #expect(PHCString(hash.phc)?.salt.count == 16)
        #expect(PHCString(hash.phc)?.tag.count == 32)
        #expect(try standard.verify(Secret("correct horse"), against: hash))
        #expect(standard.isCurrent(hash))
    }

    @Test("the same password hashes differently each time")
    func salted() throws {
        #expect(try hasher.hash(Secret("x")).phc != hasher.hash(Secret("x")).phc)
    }

    @Test(
        "hashes of other variants and versions verify, but are not current",
        arguments: [
            "$argon2id$v=19$m=256,t=2,p=2$c29tZXNhbHQ$bQk8UB/VmZZF4Oo79iDXuL5/0ttZwg2f/5U52iv1cDc",
            "$argon2i$m=65536,t=2,p=1$c29tZXNhbHQ$9sTbSlTio3Biev89thdrlKKiCaYsjjYVJxGAL3swxpQ",
        ])
    func others(_ phc: String) throws {
        #expect(try hasher.verify(Secret("password"), against: PasswordHash(phc: phc)))
        #expect(try !hasher.verify(Secret("Password"), against: PasswordHash(phc: phc)))
        #expect(!hasher.isCurrent(PasswordHash(phc: phc)))
    }

    @Test(
        "what is too costly is unsupported",
        arguments: [
            "$argon2id$v=19$m=4194304,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
            "$2b$31$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW",
        ])
    func unsupported(_ phc: String) {
        let hash = PasswordHash(phc: phc)
        #expect(!hash.isSupported)
        #expect(throws: HashingError.unsupported) { try hasher.verify(Secret("x"), against: hash) }
        #expect(!hasher.isCurrent(hash))
    }

    @Test("hashing and verifying both take a slot, and are refused when there is none")
    func overloaded() throws {
        let hasher = PasswordHasher(concurrency: 1, waiting: 0, cost: .testing)
        let hash = try hasher.hash(Secret("x"))
        try hasher.bulkhead.run {
            #expect(throws: HashingError.overloaded) { try hasher.hash(Secret("x")) }
            #expect(throws: HashingError.overloaded) { try hasher.verify(Secret("x"), against: hash) }
        }
        #expect(try hasher.verify(Secret("x"), against: hash))
    }
}
