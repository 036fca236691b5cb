import Fuzzing
import Testing

@testable import Secrets

/// Sealed and signed things: they open and hold as they were made, and in no other spelling.
struct TokenFuzzTests {
    private let key = DataKey(id: 7)
    private let place = SealPlace(scope: 1, object: 2, field: "field")

    @Test("a sealed value opens as it was sealed, and not with one bit changed")
    func sealedValues() throws {
        let sealed = try key.seal(Array("a secret".utf8), place)
        let report = Fuzzer(bytes: [sealed.bytes]).judge { bytes in
            guard let opened = try? key.open(SealedValue(bytes: bytes), place) else { return .refused }
            return Verdict(bytes == sealed.bytes && opened == Array("a secret".utf8))
        }
        #expect(report.isSound, "\(report)")
    }

    @Test("a sealed token has one spelling")
    func sealedTokens() throws {
        let texts = try ["", "a", "ab", "abc"].map { text in
            SealedToken(scope: 1, value: try key.seal(Array(text.utf8), place)).text
        }
        let report = Fuzzer(texts).judgeText { text in
            guard let token = SealedToken(text) else { return .refused }
            return Verdict(token.text.utf8.elementsEqual(text.utf8))
        }
        #expect(report.isSound, "\(report)")
    }

    @Test("a signed token holds in the spelling it was signed in, and in no other")
    func signedTokens() throws {
        let signer = try TokenSigner.hs256(secret: [UInt8](repeating: 7, count: 32))
        let token = try signer.sign(
            header: TokenHeader(json: Array(#"{"alg":"HS256","typ":"JWT"}"#.utf8)), claims: Array(#"{"exp":1}"#.utf8)
        ).reveal()
        let report = try Fuzzer([token], tokens: [".", "eyJhbGciOiJub25lIn0"]).judgeText { text in
            guard let compact = CompactToken(text), try signer.signed(compact) else { return .refused }
            return Verdict(text.utf8.elementsEqual(token.utf8))
        }
        #expect(report.isSound, "\(report)")
    }

    @Test("a webhook's secret has one spelling")
    func webhookSecrets() {
        let texts = [24, 32, 64].map { "whsec_" + Keyring.base64(count: $0) }
        let report = Fuzzer(texts).judgeText { text in
            guard let secret = WebhookSecret(Secret(text)) else { return .refused }
            return Verdict(secret.text.reveal().utf8.elementsEqual(text.utf8))
        }
        #expect(report.isSound, "\(report)")
    }

    @Test("a file of master keys is read or refused")
    func keyrings() {
        let (first, second) = (Keyring.newEntry(), Keyring.newEntry())
        let file = "# keys\n\(first.line) # old\n\(second.line)\n"
        let report = Fuzzer([file, "\(first.line),\(second.line)"]).judgeText { text in
            guard let keyring = try? Keyring(parsing: text) else { return .refused }
            let key = DataKey(id: 1)
            return Verdict((try? keyring.unwrap(keyring.wrap(key, scope: 2), scope: 2))?.id == 1)
        }
        #expect(report.isSound, "\(report)")
    }
}

extension Keyring {
    fileprivate static func base64(count: Int) -> String {
        let text = Base64URL.encode([UInt8](repeating: 0xA5, count: count))
        return text + String(repeating: "=", count: (4 - text.utf8.count % 4) % 4)
    }
}
