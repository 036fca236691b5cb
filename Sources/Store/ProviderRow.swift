import Credentials
import MariaDB
import Secrets

/// A row of `auth_providers`, its client secret still sealed.
struct ProviderRow: Sendable {
    let provider: AuthProvider
    let sealedSecret: SealedValue?

    init(_ row: Row) throws {
        let type: ProviderType = try row("provider_type")
        var provider = AuthProvider(
            id: try row("id"), realm: try row("realm_id"), type: type, settings: try Self.settings(of: type, row))
        provider.name = try row("name")
        provider.state = try row("state")
        self.provider = provider
        sealedSecret = try row("client_secret", as: [UInt8]?.self).map(SealedValue.init(bytes:))
    }

    func opened(with key: DataKey) throws -> AuthProvider {
        guard let sealedSecret, case .external(var external) = provider.settings else { return provider }
        external.clientSecret = Secret(utf8: try key.open(sealedSecret, provider.secretPlace))
        var opened = provider
        opened.settings = .external(external)
        return opened
    }

    private static func settings(of type: ProviderType, _ row: Row) throws -> AuthProvider.Settings {
        switch type {
        case .password: .password(try PasswordRules(row: row) ?? .initial)
        case .totp: .totp
        default:
            .external(
                ExternalProvider(
                    clientID: try row("client_id"), clientSecret: nil, scopes: try row("scopes"),
                    endpoints: try endpoints(row)))
        }
    }

    private static func endpoints(_ row: Row) throws -> ExternalProvider.Endpoints? {
        guard let authorization = try row("authorization_endpoint", as: String?.self),
            let token = try row("token_endpoint", as: String?.self),
            let userinfo = try row("userinfo_endpoint", as: String?.self)
        else { return nil }
        return ExternalProvider.Endpoints(authorization: authorization, token: token, userinfo: userinfo)
    }
}

/// What the columns hold that only some types of providers fill.
struct ProviderColumns {
    var rules: PasswordRules?
    var external: ExternalProvider?
    var clientSecret: [UInt8]?
}

let providerColumns: StaticString = """
    id, realm_id, provider_type, name, state, min_length, min_complexity, required_chars, client_id, client_secret, \
    scopes, authorization_endpoint, token_endpoint, userinfo_endpoint
    """

extension AuthProvider {
    /// Where the client secret is sealed to.
    var secretPlace: SealPlace {
        SealPlace(scope: realm.number, object: id.number, field: "client_secret")
    }
}
