/// A realm's rules for logins and the tokens that they end in (authrocket-v1.md sections 7, 8 and 12).
public struct LoginRules: Sendable, Equatable {
    /// An inactive realm lets nobody in.
    public let state: ActivityState
    /// Whether sessions of human users are kept.
    public let sessionType: SessionType
    /// How long login tokens live, in minutes.
    public let sessionMinutes: Int
    /// How long tokens for API keys live, in minutes; 0 is for good.
    public let apiKeyMinutes: Int
    /// What signs login tokens.
    public let jwtAlgorithm: JWTAlgorithm
    /// What login tokens tell beside the user's names.
    public let jwtFields: [JWTField]
    /// The key that signs login tokens, as far as is noted.
    public let signingKey: JWTKeyID?

    /// Describes the rules; made by the store from the realm's row.
    public init(
        state: ActivityState, sessionType: SessionType, sessionMinutes: Int, apiKeyMinutes: Int,
        jwtAlgorithm: JWTAlgorithm, jwtFields: [JWTField], signingKey: JWTKeyID? = nil
    ) {
        self.state = state
        self.sessionType = sessionType
        self.sessionMinutes = sessionMinutes
        self.apiKeyMinutes = apiKeyMinutes
        self.jwtAlgorithm = jwtAlgorithm
        self.jwtFields = jwtFields
        self.signingKey = signingKey
    }
}
