import Credentials
import Testing

@Suite("Credential type")
struct CredentialTypeTests {
    @Test("the words are the ten of the wire")
    func words() {
        #expect(
            Set(CredentialType.allCases.map(\.rawValue)) == [
                "api_key", "facebook", "github", "google", "linkedin", "oauth2", "password", "slack", "totp", "yahoo",
            ])
    }

    @Test("all but API keys have a provider of their name")
    func providers() {
        #expect(CredentialType.apiKey.provider == nil)
        for type in CredentialType.allCases where type != .apiKey {
            #expect(type.provider?.rawValue == type.rawValue)
        }
    }
}
