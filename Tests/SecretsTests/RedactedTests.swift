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
            PasswordHash(phc: "$argon2id$planted"),
        ]
        return all.compactMap { $0 }
    }()

    @Test("six types hold secrets")
    func count() {
        #expect(Self.secrets.count == 6)
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
