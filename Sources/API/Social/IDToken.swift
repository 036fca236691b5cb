import Credentials
import JSON
import Secrets

/// The claims of an ID token that came straight from the token endpoint, over a connection whose other end is known; its
/// signature need then not be checked (OpenID Connect Core 1.0 section 3.1.3.7, item 6).
struct IDToken: Sendable, Redacted {
    private let claims: JSONObject

    init?(_ text: String) {
        guard let token = CompactToken(text), case .object(let claims)? = try? JSON(parsing: token.claims) else {
            return nil
        }
        self.claims = claims
    }

    /// Whether it was made for the app, for this login and for the user whom the userinfo endpoint tells of (sections 2,
    /// 3.1.3.7 and 5.3.2). LinkedIn leaves the nonce out, so only a wrong one counts.
    func vouches(for account: String, to clientID: String, nonce: Secret?) -> Bool {
        audience.contains(clientID) && claims["sub"]?.text == account
            && (nonce == nil || claims["nonce"].map { $0.text.map { Secret($0) } == nonce } ?? true)
    }

    private var audience: [String] {
        switch claims["aud"] {
        case .text(let one)?: [one]
        case .array(let several)?: several.compactMap(\.text)
        default: []
        }
    }
}
