import Credentials
import JSON
import Secrets

/// What an external login service gave for a code (RFC 6749 section 5.1).
struct ProviderToken: Sendable {
    let accessToken: Secret
    /// When the access token ends, if that was said.
    let expiresAt: Timestamp?
    /// Who it says has logged in (OpenID Connect Core 1.0 section 3.1.3.3).
    var idToken: IDToken?

    private static let longestLife = 100 * 366 * 86_400

    init(accessToken: Secret, expiresAt: Timestamp?) {
        self.accessToken = accessToken
        self.expiresAt = expiresAt
    }

    /// - Throws: `unreadable`, also for tokens of another type, which we would not know how to use.
    init(_ answer: JSONObject, at now: Timestamp) throws(SocialRefusal) {
        guard let text = answer["access_token"]?.text, text.isAccessToken, answer.isBearer else { throw .unreadable }
        self.init(accessToken: Secret(text), expiresAt: Self.expiry(answer, at: now))
        if let text = answer["id_token"]?.text {
            guard let idToken = IDToken(text) else { throw .unreadable }
            self.idToken = idToken
        }
    }

    private static func expiry(_ answer: JSONObject, at now: Timestamp) -> Timestamp? {
        guard let seconds = answer["expires_in"]?.wholeNumber ?? answer["expires"]?.wholeNumber, seconds > 0 else {
            return nil
        }
        return now.adding(seconds: min(seconds, longestLife))
    }
}

extension JSONObject {
    /// Whether the token is of the type that is simply shown (RFC 6750), as it is where nothing else is said.
    fileprivate var isBearer: Bool {
        self["token_type"]?.text.map { $0.lowercased() == "bearer" } ?? true
    }
}

extension JSON {
    /// An integer that may also come as its decimal text.
    var wholeNumber: Int? {
        (integer ?? text.flatMap(Int64.init)).map(Int.init)
    }
}

extension String {
    /// Whether it can stand in a header: visible ASCII characters, as RFC 6749 appendix A.12 has it but for the space, at
    /// most 8 KiB (section 17, decision 6).
    var isAccessToken: Bool {
        !isEmpty && utf8.count <= 8192 && utf8.allSatisfy { (0x21...0x7E).contains($0) }
    }
}
