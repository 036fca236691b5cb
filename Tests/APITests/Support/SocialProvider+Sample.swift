import Credentials
import JSON
import Secrets

@testable import API

extension SocialProvider {
    /// A configured provider of that type.
    static func sample(
        _ type: ProviderType, secret: String? = "app-secret", scopes: String? = nil,
        authorization: String = "https://id.example/authorize"
    ) throws -> SocialProvider {
        let endpoints = ExternalProvider.Endpoints(
            authorization: authorization, token: "https://id.example/token", userinfo: "https://id.example/userinfo")
        let external = ExternalProvider(
            clientID: "app-id", clientSecret: secret.map { Secret($0) }, scopes: scopes,
            endpoints: type == .oauth2 ? endpoints : nil)
        let provider = AuthProvider(
            id: AuthProviderID(number: 5), realm: RealmID(number: 6), type: type, settings: .external(external))
        return try found(SocialProvider(provider))
    }

    /// The types that there are.
    static let types = ProviderType.allCases.filter { ![.password, .totp].contains($0) }
}

extension JSONObject {
    /// Reads JSON that must be an object.
    init(_ text: String) throws {
        guard case .object(let object) = try JSON(parsing: Array(text.utf8)) else { throw WrongType() }
        self = object
    }
}
