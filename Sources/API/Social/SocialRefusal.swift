import Outgoing

/// Why a social login came to nothing. No case holds what was sent or what came back.
enum SocialRefusal: Error, Equatable {
    /// The state was not made in this realm, or for a provider that has gone.
    case unknownState
    case expiredState
    case usedState
    /// The nonce is not the one that the login began with.
    case otherNonce
    /// The provider's settings lack the client's secret, or an endpoint cannot be understood.
    case notConfigured
    case unreachable(OutgoingError)
    /// The provider said no, perhaps with one of the words that are known.
    case refused(String?)
    /// What came back is not what such a service answers.
    case unreadable
    /// The token was made for another app, or for another login.
    case foreign

    /// For callers.
    var reason: String {
        switch self {
        case .unknownState: "state is not valid"
        case .expiredState: "state has expired"
        case .usedState: "state was used before"
        case .otherNonce: "nonce does not match"
        case .notConfigured: "the provider is not fully configured"
        case .unreachable: "the provider did not answer"
        case .refused(let word): word ?? "the provider refused it"
        case .unreadable: "the provider's answer is not understood"
        case .foreign: "it was not made for this login"
        }
    }
}

extension SocialRefusal {
    /// A refusal with the word that the service gave for it. Only known words are passed on: another might repeat what was
    /// sent.
    init(word: String?) {
        self = .refused(word.flatMap { Self.words.contains($0) ? $0 : nil })
    }

    /// Those of RFC 6749 sections 5.2 and 4.1.2.1 and RFC 6750 section 3.1, and what GitHub, Slack and Facebook have beside
    /// them.
    private static let words: Set = [
        "invalid_request", "invalid_client", "invalid_grant", "unauthorized_client", "unsupported_grant_type",
        "invalid_scope", "access_denied", "server_error", "temporarily_unavailable", "invalid_token",
        "insufficient_scope",
        "bad_verification_code", "incorrect_client_credentials", "redirect_uri_mismatch", "unverified_user_email",
        "bad_client_secret", "bad_redirect_uri", "code_already_used", "invalid_auth", "invalid_client_id",
        "invalid_code",
        "missing_scope", "token_expired", "token_revoked",
        "OAuthException",
    ]
}
