import Crypto
import Testing

@testable import Secrets

@Suite struct RedactedTests {
    private static let secrets: [any Redacted] = {
        let key = DataKey(id: 1, material: SymmetricKey(data: Array("planted-key-material-planted-key".utf8)))
        let master = MasterKey(id: "key-1", key: SymmetricKey(size: .bits256))
        let keyring = master.flatMap { try? Keyring([$0]) }
        let all: [(any Redacted)?] = [
            Secret("planted password"), key, LookupKey(version: 1, key: key), master, keyring,
            PasswordHash(phc: "$argon2id$planted"), KeyedDigest(SymmetricKey(size: .bits256)),
        ]
        return all.compactMap { $0 } + parsedHashes
    }()

    /// A hash of each scheme, taken apart.
    private static let parsedHashes: [any Redacted] = [
        "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
        "$2a$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW",
        "$5$saltstring$5B8vYYiY.CVt1RlTTf8KbXBH3hsxY/GNooZaBBGWEc5",
        "pbkdf2_sha1$1000$salt$AAAAAAAAAAAAAAAAAAAAAAAAAAA=",
        "$scrypt$ln=14,r=8,p=1$U29kaXVtQ2hsb3JpZGU$cCO9yzr9c0hGHAbNgf042/2otK5pBufvdu8GZQhmvnE",
        "$P$9IQRaTwmfeRo7ud9Fh4E2PdI0S3r.L0",
    ].compactMap { PasswordHash(phc: $0).parsed }

    @Test("thirteen types hold secrets")
    func count() {
        #expect(Self.secrets.count == 13)
    }

    @Test("nothing but its name appears, however a secret is printed", arguments: secrets)
    func printing(_ secret: any Redacted) {
        let expected = "\(type(of: secret))(redacted)"
        #expect("\(secret)" == expected)
        #expect(String(describing: secret) == expected)
        #expect(String(reflecting: secret) == expected)
        #expect(dumped(secret) == "- \(expected)\n")
        #expect(Mirror(reflecting: secret).children.isEmpty)
    }

    @Test("nor inside an optional, an array or another type", arguments: secrets)
    func nesting(_ secret: any Redacted) {
        struct Holder { let inner: any Redacted }
        let expected = "\(type(of: secret))(redacted)"
        #expect("\([secret])" == "[\(expected)]")
        #expect(String(reflecting: Optional(secret)) == "Optional(\(expected))")
        #expect("\(Holder(inner: secret))" == "Holder(inner: \(expected))")
        #expect(dumped(Holder(inner: secret)).hasSuffix("- inner: \(expected)\n"))
    }

    private func dumped(_ value: some Any) -> String {
        var text = ""
        dump(value, to: &text)
        return text
    }
}
