import Testing

@testable import Secrets

@Suite struct ForeignHashTests {
    private let hasher = PasswordHasher(concurrency: 2, waiting: 100, cost: .testing)

    @Test("a hash that another program made verifies its password and no other", arguments: ForeignHashes.all)
    func others(_ hashes: ForeignHashes) throws {
        #expect(hashes.texts.count >= 19)
        for text in hashes.texts {
            let hash = PasswordHash(phc: text)
            #expect(hash.isSupported, "\(text)")
            #expect(try hasher.verify(Secret(hashes.password), against: hash), "\(text)")
            #expect(try !hasher.verify(Secret("x" + hashes.password), against: hash), "\(text)")
            #expect(try !hasher.verify(Secret(hashes.password + "x"), against: hash) || hash.ignoresTheEnd, "\(text)")
            #expect(!hasher.isCurrent(hash), "\(text)")
        }
    }

    @Test("a password with a NUL is none of those that end at it", arguments: ForeignHashes.all)
    func nul(_ hashes: ForeignHashes) throws {
        for text in hashes.texts where text.hasPrefix("$2") || text.hasPrefix("$5") || text.hasPrefix("$6") {
            #expect(try !hasher.verify(Secret(hashes.password + "\0x"), against: PasswordHash(phc: text)), "\(text)")
        }
    }

    @Test(
        "what these programs make unless told otherwise is within the caps", arguments: ForeignHashes.ofDefaults.texts)
    func defaults(_ text: String) throws {
        let (hash, password) = (PasswordHash(phc: text), Secret(ForeignHashes.ofDefaults.password))
        #expect(hash.isSupported)
        #expect(try hasher.verify(password, against: hash))
    }

    @Test("a hash with any one digit of its end changed matches no longer", arguments: ForeignHashes.all)
    func changed(_ hashes: ForeignHashes) throws {
        for text in hashes.texts {
            let index = text.index(text.endIndex, offsetBy: -12)
            let digit = text[index] == "x" ? "y" : "x"
            let other = text.replacingCharacters(at: index, with: digit)
            #expect(try !hasher.verify(Secret(hashes.password), against: PasswordHash(phc: other)), "\(text)")
        }
    }

    @Test("a text beyond 1,024 bytes is not looked at")
    func longest() {
        func django(_ length: Int) -> PasswordHash {
            PasswordHash(phc: "pbkdf2_sha256$" + String(repeating: "0", count: length - 14))
        }
        #expect(!django(1024).isSupported)
        let spaced = "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4"
        #expect(PasswordHash(phc: spaced).isSupported)
        #expect(!PasswordHash(phc: spaced + String(repeating: " ", count: 1024)).isSupported)
    }

    @Test(
        "schemes that are not known are unsupported",
        arguments: [
            "", "plain", "$", "$$$$", "*0", "*1", "!", "x",
            "$1$salt$qJH7.N4xYta3aEG/dfqo/0",
            "$apr1$salt$qJH7.N4xYta3aEG/dfqo/0",
            "$2$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW",
            "$2x$05$/OK.fbVrR/bpIqNJ5ianF.CE5elHaaO4EbggVDjb8P19RukzXSM3e",
            "$y$j9T$abcdefgh$abcdefghijklmnopqrstuvwxyzabcdefghijklmnopq",
            "$7$C6..../....SodiumChloride$kBGj9fHznVYFQMEn/qDCfrDevf9YDtcDdKvEqHJLV8D",
            "{SSHA}W6ph5Mm5Pz8GgiULbPgzG37mj9g=",
            "5f4dcc3b5aa765d61d8327deb882cf99",
            "abJnggxhB/yWI",
        ])
    func unknown(_ text: String) {
        #expect(!PasswordHash(phc: text).isSupported)
        #expect(throws: HashingError.unsupported) {
            try hasher.verify(Secret("x"), against: PasswordHash(phc: text))
        }
    }
}

extension PasswordHash {
    /// bcrypt looks at 72 bytes only, and one of the passwords has more.
    fileprivate var ignoresTheEnd: Bool { phc.hasPrefix("$2") }
}

extension String {
    fileprivate func replacingCharacters(at index: Index, with digit: String) -> String {
        self[..<index] + digit + self[self.index(after: index)...]
    }
}
