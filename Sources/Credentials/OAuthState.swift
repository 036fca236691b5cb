public import JSON
public import Secrets

/// What an authorization request carries through the user's browser as its `state` (RFC 6749 section 4.1.1), sealed, so
/// that nothing has to be kept until the user comes back.
public struct OAuthState: Sendable, Equatable {
    /// How long a state is good for, in seconds (authrocket-v1.md section 8).
    public static let lifetime = 1800

    /// Where the user is sent to log in.
    public let provider: AuthProviderID
    /// Where the user comes back to; the exchange of the code repeats it.
    public let redirectURI: String
    /// What the app bound to the user's browser, if it did.
    public let nonce: Secret?
    /// When the request was made.
    public let issuedAt: Timestamp
    /// What ties the code to this request; also what makes each state another one.
    public let proofKey: ProofKey

    /// Describes a request.
    public init(
        provider: AuthProviderID, redirectURI: String, nonce: Secret?, issuedAt: Timestamp, proofKey: ProofKey = .init()
    ) {
        self.provider = provider
        self.redirectURI = redirectURI
        self.nonce = nonce
        self.issuedAt = issuedAt
        self.proofKey = proofKey
    }

    /// When it ends.
    public var expiresAt: Timestamp { issuedAt.adding(seconds: Self.lifetime) }

    /// The same request made again.
    public func renewed(at now: Timestamp) -> OAuthState {
        OAuthState(provider: provider, redirectURI: redirectURI, nonce: nonce, issuedAt: now)
    }

    /// Whether the nonce is the one that came with the request; one that did not come is not asked for.
    public func admits(_ nonce: Secret?) -> Bool {
        self.nonce == nil || self.nonce == nonce
    }
}

extension OAuthState {
    /// The state as it is sealed; the names are short because URLs are.
    public var json: JSONObject {
        var object: JSONObject = [
            "p": .text(provider.description), "r": .text(redirectURI),
            "t": .number(JSONNumber(Int(issuedAt.microseconds))), "v": .text(proofKey.verifier.reveal()),
        ]
        object["n"] = nonce.map { .text($0.reveal()) }
        return object
    }

    /// Reads what was sealed.
    public init?(json: JSONObject) {
        guard case .text(let provider)? = json["p"], let provider = AuthProviderID(provider),
            case .text(let redirectURI)? = json["r"], case .number(let time)? = json["t"], let time = time.int64,
            case .text(let verifier)? = json["v"]
        else { return nil }
        let nonce: Secret? = if case .text(let nonce)? = json["n"] { Secret(nonce) } else { nil }
        self.init(
            provider: provider, redirectURI: redirectURI, nonce: nonce, issuedAt: Timestamp(microseconds: time),
            proofKey: ProofKey(verifier: Secret(verifier)))
    }
}
