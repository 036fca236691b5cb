import Credentials
import JSON
import Outgoing
import Secrets

extension AuthProvider {
    /// What an event about the provider shows.
    var subject: Event.Subject { Event.Subject(realm: realm, authProvider: id) }

    /// The provider as `/v1` shows it; its client secret is for callers that may manage the realm.
    func representation(for caller: Caller) -> JSONObject {
        let members: ShownMembers = [
            "name": .text(name), "provider_type": JSON(type), "realm_id": JSON(realm), "state": JSON(state),
        ]
        return API.representation(
            id.description, "auth_provider", members + settings.members(for: caller))
    }
}

extension AuthProvider.Settings {
    fileprivate func members(for caller: Caller) -> ShownMembers {
        switch self {
        case .password(let rules):
            [
                "min_complexity": JSON(rules.minimumComplexity), "min_length": JSON(rules.minimumLength),
                "required_chars": JSON(rules.required),
            ]
        case .totp: [:]
        case .external(let external):
            [
                "authorization_endpoint": external.endpoints.map { .text($0.authorization) },
                "client_id": JSON(external.clientID),
                "client_secret": caller.permission >= .manage
                    ? external.clientSecret.map { .text($0.reveal()) } : nil,
                "scopes": JSON(external.scopes),
                "token_endpoint": external.endpoints.map { .text($0.token) },
                "userinfo_endpoint": external.endpoints.map { .text($0.userinfo) },
            ]
        }
    }
}

extension Attributes {
    /// A new provider; what is wrong with it is noted.
    ///
    /// - Throws: `invalid` when the type, on which everything else depends, is missing or unknown.
    mutating func newAuthProvider(in realm: RealmID) throws(Failure) -> AuthProvider {
        let type = requiredWord("provider_type", ProviderType.self) ?? .password
        try check()
        var provider = AuthProvider(
            id: IdentifierGenerator.shared.next(), realm: realm, type: type, settings: type.initialSettings)
        apply(to: &provider)
        requireClient(of: provider)
        return provider
    }

    /// Writes to a provider what the attributes say.
    mutating func apply(to provider: inout AuthProvider) {
        switch provider.settings {
        case .password(let rules): provider.settings = .password(changed(rules))
        case .totp: break
        case .external(let external): provider.settings = .external(changed(external, type: provider.type))
        }
        let name = text("name")
        if case .value = name, name.isBlank { requirePresence("name") }
        provider.name = name.value ?? provider.name
        provider.state = word("state") ?? provider.state
    }

    /// The provider as the attributes want it.
    ///
    /// - Throws: `invalid`.
    func applied(to provider: AuthProvider) throws(Failure) -> AuthProvider {
        var (attributes, provider) = (self, provider)
        attributes.apply(to: &provider)
        try attributes.check()
        return provider
    }

    private mutating func changed(_ rules: PasswordRules) -> PasswordRules {
        PasswordRules(
            minimumLength: integer("min_length", in: 1...255) ?? rules.minimumLength,
            minimumComplexity: integer("min_complexity", in: 0...4) ?? rules.minimumComplexity,
            required: words("required_chars") ?? rules.required)
    }

    private mutating func changed(_ old: ExternalProvider, type: ProviderType) -> ExternalProvider {
        var external = old
        let client = text("client_id")
        if client.isBlank { requirePresence("client_id") }
        client.apply(to: &external.clientID)
        text("client_secret", limit: .bytes(4096)).blankAsNull.map { Secret($0) }.apply(to: &external.clientSecret)
        text("scopes", limit: .codePoints(1024)).blankAsNull.apply(to: &external.scopes)
        if type == .oauth2 { external.endpoints = changed(old.endpoints) }
        return external
    }

    private mutating func changed(_ old: ExternalProvider.Endpoints?) -> ExternalProvider.Endpoints {
        ExternalProvider.Endpoints(
            authorization: endpoint("authorization_endpoint", old?.authorization),
            token: endpoint("token_endpoint", old?.token),
            userinfo: endpoint("userinfo_endpoint", old?.userinfo))
    }

    /// The URL of an endpoint, all of which a provider of type `oauth2` needs (section 17, decision 17).
    private mutating func endpoint(_ name: String, _ old: String?) -> String {
        let url = text(name, limit: .codePoints(2048))
        if url.isBlank || (old == nil && !url.isPresent) { requirePresence(name) }
        guard let given = url.value, !url.isBlank else { return old ?? "" }
        // A user and a password in a URL would be kept, and shown, as what they are not: part of an address.
        if OutgoingURL(given)?.shown != given { refuse(name) }
        return given
    }

    private mutating func requireClient(of provider: AuthProvider) {
        if case .external(let external) = provider.settings, external.clientID == nil, values["client_id"] == nil {
            requirePresence("client_id")
        }
    }
}

extension ProviderType {
    fileprivate var initialSettings: AuthProvider.Settings {
        switch self {
        case .password: .password(.initial)
        case .totp: .totp
        case .facebook, .github, .google, .linkedin, .oauth2, .slack, .yahoo:
            .external(ExternalProvider(clientID: nil, clientSecret: nil, scopes: nil, endpoints: nil))
        }
    }
}

extension String {
    /// Whether it looks like a URL of the web with a host.
    var isWebAddress: Bool {
        guard let scheme = ["https://", "http://"].first(where: { hasPrefix($0) }) else { return false }
        let rest = utf8.dropFirst(scheme.utf8.count)
        return !rest.prefix { $0 != UInt8(ascii: "/") }.isEmpty && rest.allSatisfy { (0x21...0x7E).contains($0) }
    }
}
