import Credentials
import JSON
import Secrets
import Store

/// What a user brought back from an external login service (RFC 6749 section 4.1.2), as the app passes it on.
struct AuthorizationResponse {
    private let attributes: Attributes
    private let realm: RealmID?
    private let code: Secret
    private let token: SealedToken?
    private let nonce: Secret?

    /// - Throws: `notFound` for what is no realm id.
    init(_ call: Call) throws(Failure) {
        var attributes = try call.input.attributes(root: "auth_provider")
        realm = try call.realmID(attributes)
        code = Secret(attributes.requiredText("code"))
        token = SealedToken(attributes.requiredText("state"))
        nonce = attributes.text("nonce").blankAsNull.value.map { Secret($0) }
        self.attributes = attributes
    }

    /// The rules of the realm that the request acts in: named in it, or else the one that the state was made in.
    ///
    /// - Throws: `invalid` when nothing names one; a state of a realm that the caller cannot see names none.
    func policy(for caller: Caller, _ store: inout Store) throws -> RealmPolicy? {
        if let realm { return try store.policy(of: realm) }
        try attributes.check()
        guard let token, let policy = try store.policy(of: RealmID(number: token.scope)),
            (try? policy.grant(AuthenticateUser.self, to: caller)) != nil
        else { throw Failure(.unknownState, of: "code") }
        return policy
    }

    /// Whom the provider that the state names vouches for. Whatever comes of the exchange, the state is used up first: no
    /// provider takes a code twice.
    ///
    /// - Throws: `invalid`, with the URL to begin anew; `unavailable` when too many threads wait for providers, and then
    ///   the state stays good.
    func identity(_ login: SocialLogin, _ outgoing: OutgoingGate, _ store: inout Store) throws -> SocialIdentity {
        try attributes.check()
        guard let token, let state = try store.openedState(token, login.grant),
            let provider = try login.provider(state.provider, &store)
        else { throw Failure(.unknownState, of: "code") }
        do {
            return try outgoing.pass { client in
                try use(token, state, login, &store)
                return try SocialConversation(provider, client).identity(code, of: state)
            }
        } catch let refusal as SocialRefusal {
            let retryURL = try login.authorizationURL(state.renewed(at: .now), of: provider, &store)
            // The URL shows the nonce, which whoever brought another one must not learn.
            throw Failure(refusal, of: "code", retryURL: refusal == .otherNonce ? nil : retryURL)
        }
    }

    private func use(_ token: SealedToken, _ state: OAuthState, _ login: SocialLogin, _ store: inout Store) throws {
        guard Timestamp.now < state.expiresAt else { throw SocialRefusal.expiredState }
        guard try store.use(token, until: state.expiresAt, login.grant) else { throw SocialRefusal.usedState }
        guard state.admits(nonce) else { throw SocialRefusal.otherNonce }
    }
}

extension Attributes {
    /// A text of at most 8 KiB that must be there; an empty one when it is not.
    fileprivate mutating func requiredText(_ name: String) -> String {
        let text = text(name, limit: .bytes(8192))
        if text.isBlank || !text.isPresent { requirePresence(name) }
        return text.value ?? ""
    }
}
