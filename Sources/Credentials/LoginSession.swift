public import JSON

/// A login that is kept until it expires or is ended (authrocket-v1.md section 12.1).
public struct LoginSession: IdentifiedKind, Sendable, Equatable {
    /// What its ids begin with.
    public static let prefix = "kss_"

    /// The session's id, which also holds when it began; its login tokens carry it.
    public let id: SessionID
    /// Who logged in.
    public let user: UserID
    /// When it ends by itself.
    public let expiresAt: Timestamp
    /// What the app said of the request that began it: `ip`, `client`.
    public let request: JSONObject

    /// Describes a session.
    public init(id: SessionID, user: UserID, expiresAt: Timestamp, request: JSONObject) {
        self.id = id
        self.user = user
        self.expiresAt = expiresAt
        self.request = request
    }
}

/// The id of a session, `kss_…`.
public typealias SessionID = Identifier<LoginSession>
