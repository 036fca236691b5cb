import Credentials
import JSON
import Outgoing
import Secrets

/// What is said to an external login service. Each question is an HTTP request, so none is asked inside of a transaction.
struct SocialConversation {
    /// Sends one request.
    typealias Send = (OutgoingRequest) throws(OutgoingError) -> ProviderAnswer

    let provider: SocialProvider
    private let send: Send

    init(_ provider: SocialProvider, send: @escaping Send) {
        self.provider = provider
        self.send = send
    }

    init(_ provider: SocialProvider, _ client: OutgoingClient) {
        self.init(provider) { request throws(OutgoingError) in
            let response = try client.send(request)
            return ProviderAnswer(status: response.status, body: response.body)
        }
    }

    /// Whom the provider vouches for when it is shown the code that a user brought back.
    func identity(_ code: Secret, of state: OAuthState) throws(SocialRefusal) -> SocialIdentity {
        let token = try exchange(code, of: state)
        let profile = try profile(token.accessToken)
        if let idToken = token.idToken,
            !idToken.vouches(for: profile.account, to: provider.clientID, nonce: state.nonce)
        {
            throw .foreign
        }
        return SocialIdentity(provider: provider, profile: profile, token: token)
    }

    /// Whom it vouches for when it is shown an access token that an app brought.
    func identity(_ token: Secret) throws(SocialRefusal) -> SocialIdentity {
        let token = try inspect(token)
        return SocialIdentity(provider: provider, profile: try profile(token.accessToken), token: token)
    }

    /// Exchanges the code that the user brought back for a token (RFC 6749 section 4.1.3, RFC 7636 section 4.5).
    private func exchange(_ code: Secret, of state: OAuthState) throws(SocialRefusal) -> ProviderToken {
        var form = [
            (name: "grant_type", value: "authorization_code"), ("code", code.reveal()),
            ("redirect_uri", state.redirectURI), ("client_id", provider.clientID),
        ]
        if let secret = provider.clientSecret { form.append(("client_secret", secret.reveal())) }
        if provider.service.takesProofKeys { form.append(("code_verifier", state.proofKey.verifier.reveal())) }
        return try ProviderToken(ask(provider.service.endpoints.token, .form(form)).object(), at: .now)
    }

    /// Who the token's user is.
    private func profile(_ token: Secret) throws(SocialRefusal) -> SocialProfile {
        let bearer = [bearer(token)]
        var profile = try SocialProfile(ask(userinfo(token), headers: bearer).object(), from: provider.type)
        if provider.type == .github {
            profile.take(addresses: try ask("https://api.github.com/user/emails", headers: bearer).list)
        }
        return profile
    }

    /// Asks for an object.
    func object(
        _ url: String, _ content: Content = .none, headers: [(name: String, value: String)] = []
    ) throws(SocialRefusal) -> JSONObject {
        try ask(url, content, headers: headers).object()
    }

    /// How a token is shown (RFC 6750 section 2.1).
    func bearer(_ token: Secret) -> (name: String, value: String) {
        ("Authorization", "Bearer \(token.reveal())")
    }

    /// What is sent along with a question.
    enum Content {
        case none
        case form([(name: String, value: String)])
        case json(JSONObject)
    }

    private func ask(
        _ url: String, _ content: Content = .none, headers: [(name: String, value: String)] = []
    ) throws(SocialRefusal) -> ProviderAnswer {
        guard let url = OutgoingURL(url) else { throw .notConfigured }
        // GitHub answers nobody without a name.
        let common = [(name: "Accept", value: "application/json"), ("User-Agent", "Credence")]
        do throws(OutgoingError) {
            return try send(OutgoingRequest(content.method, url, headers: common + content.headers + headers))
        } catch {
            throw .unreachable(error)
        }
    }

    /// Facebook wants proof that whoever shows a token knows the app's secret, where the app is set up so:
    /// <https://developers.facebook.com/docs/graph-api/guides/secure-requests>
    private func userinfo(_ token: Secret) -> String {
        let url = provider.service.endpoints.userinfo
        guard provider.type == .facebook, let secret = provider.clientSecret else { return url }
        let proof = Digest.hmacSHA256(token.bytes, key: secret).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }
        return url.appendingQuery([("appsecret_proof", proof.joined())])
    }
}

extension SocialConversation.Content {
    fileprivate var method: OutgoingRequest.Method {
        switch self {
        case .none: .get
        case .form(let fields): .post(Array(PercentEncoding.form(fields).utf8))
        case .json(let object): .post(JSON.object(object).encoded())
        }
    }

    fileprivate var headers: [(name: String, value: String)] {
        switch self {
        case .none: []
        case .form: [("Content-Type", "application/x-www-form-urlencoded")]
        case .json: [("Content-Type", "application/json")]
        }
    }
}
