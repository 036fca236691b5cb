import Credentials
import Testing

@Suite("ProvisioningURI")
struct ProvisioningURITests {
    private let secret = Array("Hello!\u{7F}".utf8)
    private let encoded = "JBSWY3DPEF7Q"

    private func text(_ issuer: String, _ account: String) -> String {
        ProvisioningURI(secret: secret, issuer: issuer, account: account).text
    }

    @Test("label, secret and issuer stand in their places")
    func plain() {
        let expected = "otpauth://totp/Acme:sally%40example.com?secret=\(encoded)&issuer=Acme"
        #expect(text("Acme", "sally@example.com") == expected)
    }

    @Test(
        "everything but unreserved characters is percent-encoded",
        arguments: [
            ("Acme & Sons?", "Acme%20%26%20Sons%3F"), ("Zürich", "Z%C3%BCrich"), ("a-b._~c", "a-b._~c"),
            ("50%/#+=", "50%25%2F%23%2B%3D"), ("🔑", "%F0%9F%94%91"), ("a\u{1}b", "a%01b"),
        ]
    )
    func encoding(name: String, expected: String) {
        #expect(text(name, name) == "otpauth://totp/\(expected):\(expected)?secret=\(encoded)&issuer=\(expected)")
    }

    @Test("the issuer loses its colons, the account keeps them encoded")
    func colons() {
        #expect(text("A:c:me", "s:y") == "otpauth://totp/Acme:s%3Ay?secret=\(encoded)&issuer=Acme")
    }

    @Test("without an issuer there is neither its label nor its parameter", arguments: ["", "  ", ":", " : "])
    func noIssuer(issuer: String) {
        #expect(text(issuer, "sally") == "otpauth://totp/sally?secret=\(encoded)")
    }

    @Test("names are cut to 64 code points, and none is split")
    func cut() {
        let keys = String(repeating: "🔑", count: 70)
        let kept = String(repeating: "%F0%9F%94%91", count: 64)
        #expect(text(keys, keys) == "otpauth://totp/\(kept):\(kept)?secret=\(encoded)&issuer=\(kept)")
    }

    @Test("spaces around a name go, also where the cut left one")
    func trimming() {
        let head = String(repeating: "a", count: 63)
        #expect(text("  Acme ", " sally\n") == "otpauth://totp/Acme:sally?secret=\(encoded)&issuer=Acme")
        #expect(text(" \(head) tail", "s") == "otpauth://totp/\(head):s?secret=\(encoded)&issuer=\(head)")
    }

    @Test("the colons and spaces taken out do not count")
    func cutAfterCleaning() {
        let name = String(repeating: "b", count: 64)
        #expect(text(" ::\(name)", "s").contains("/\(name):s?"))
    }

    @Test("printing does not show the secret")
    func redacted() {
        let uri = ProvisioningURI(secret: secret, issuer: "Acme", account: "sally")
        #expect("\(uri)" == "ProvisioningURI(redacted)")
        #expect(String(reflecting: uri) == "ProvisioningURI(redacted)")
    }
}
