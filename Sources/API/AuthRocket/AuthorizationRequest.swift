import Credentials
import JSON
import Secrets
import Store

/// What an app says when it wants URLs that begin social logins (authrocket-v1.md section 8).
struct AuthorizationRequest {
    private let redirectURI: String
    private let nonce: Secret?

    /// - Throws: `invalid` when there is no place to come back to, or none that a browser could be sent to.
    init(_ input: Input) throws(Failure) {
        var values = JSONObject()
        for name in ["redirect_uri", "nonce"] { values[name] = input.parameter(name) }
        var attributes = Attributes(values: values, coerces: input.isForm)
        redirectURI = attributes.redirectURI()
        nonce = attributes.text("nonce").blankAsNull.value.map { Secret($0) }
        try attributes.check()
    }

    /// The provider with its URL, which is good for 30 minutes.
    func link(
        to provider: SocialProvider, _ grant: Grant<ReadAuthProvider>, _ store: inout Store
    ) throws -> JSONObject {
        let state = OAuthState(provider: provider.id, redirectURI: redirectURI, nonce: nonce, issuedAt: .now)
        return [
            "id": JSON(provider.id), "provider_type": JSON(provider.type),
            "url": .text(provider.authorizationURL(state, sealed: try store.seal(state, grant))),
        ]
    }
}

extension Attributes {
    fileprivate mutating func redirectURI() -> String {
        let uri = text("redirect_uri", limit: .codePoints(2048))
        guard let given = uri.value, !uri.isBlank else {
            requirePresence("redirect_uri")
            return ""
        }
        // It has no fragment (RFC 6749 section 3.1.2).
        if !given.isWebAddress || given.contains("#") { refuse("redirect_uri") }
        return given
    }
}
