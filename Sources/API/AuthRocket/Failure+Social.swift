extension Failure {
    /// A social login that came to nothing (authrocket-v1.md sections 5.6 and 8).
    ///
    /// - Parameters:
    ///   - what: what the app brought: a code or a token.
    ///   - retryURL: where the user can begin anew.
    init(_ refusal: SocialRefusal, of what: String, retryURL: String? = nil) {
        self = .invalid("base", "Error validating \(what): \(refusal.reason)")
        self.retryURL = retryURL
        cause = refusal
    }
}
