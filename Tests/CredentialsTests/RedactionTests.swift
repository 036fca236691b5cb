import Credentials
import JSON
import Secrets
import Testing

@Suite("Domain types that hold secrets")
struct RedactionTests {
    private static let planted = "planted-secret-JBSWY3DPEHPK3PXP"
    private static let secret = Secret(planted)
    private static let provider = AuthProviderID(number: 1)
    private static let realm = RealmID(number: 2)

    private static let samples: [any Sendable] = [
        NewCredential.password(PasswordHash(phc: planted)),
        NewCredential.apiKey(secret),
        device, link,
        Credential(id: .init(number: 3), realm: realm, user: .init(number: 4), type: .apiKey, content: .apiKey(secret)),
        Credential(id: .init(number: 3), realm: realm, user: .init(number: 4), type: .totp, content: .totp(device)),
        AuthProvider(
            id: provider, realm: realm, type: .google,
            settings: .external(
                ExternalProvider(clientID: "x", clientSecret: secret, scopes: nil, endpoints: nil))),
        JWTKey(id: .init(number: 5), algorithm: .hs256, signing: secret, publicKey: nil),
        AccessKeyToken.current(.init(number: 6), secret),
        AccessKeyToken.legacy(secret),
        hook,
    ]
    private static let hook = AppHook(
        id: .init(number: 7), account: .init(number: 8), realm: nil, destination: secret,
        signingSecret: WebhookSecret(Secret("whsec_" + planted)) ?? .generate())
    private static let device = TOTPDevice(provider: provider, name: "x", state: .new, secret: secret)
    private static let link = SocialLink(
        provider: provider, providerUser: "1", accessToken: secret, tokenExpiresAt: nil)

    @Test("print none of them, however they are printed", arguments: samples.indices)
    func printing(index: Int) {
        let sample = Self.samples[index]
        for text in texts(of: sample) { #expect(!text.contains(Self.planted)) }
    }

    @Test("codes, tokens, shared secrets and provisioning URIs are not printed either")
    func totp() throws {
        let code = try #require(VerificationCode("492039"))
        for text in texts(of: code) { #expect(!text.contains("492039")) }
        let bytes = Array("planted-secret".utf8)
        let uri = ProvisioningURI(secret: bytes, issuer: "Acme", account: "sally")
        for text in texts(of: uri) { #expect(!text.contains(Base32.encode(bytes))) }
        let token = OneTimeToken.generate(for: .password)
        for text in texts(of: token) { #expect(!text.contains(token.text.reveal().dropFirst(4))) }
        for text in texts(of: TOTP(secret: bytes)) {
            #expect(!text.contains("planted"))
            #expect(!text.contains("\(bytes[0])\n"))
        }
    }

    private func texts(of value: any Sendable) -> [String] {
        var dumped = ""
        dump(value, to: &dumped)
        var embedded = ""
        dump(["key": value], to: &embedded)
        return ["\(value)", String(reflecting: value), "\([value])", dumped, embedded]
    }
}
