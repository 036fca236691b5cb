public import Store

/// What an organization may do at most (deck-v2.md section 1.7).
public struct VaultLimits: Sendable {
    /// How often its apps may call.
    public let requests: RequestLimit
    /// How many of its sessions may run at once; 0 is no limit.
    public let sessions: Int
    /// Whether runs with an invalid credential are refused, because repeated bad logins lock accounts (section 4).
    public var refusesInvalidCredentials = false
    /// Whether workers may call without TLS from other machines (section 9.2, rule 8).
    public var admitsCleartextWorkers = false

    /// 200 requests in 10 seconds, 100 sessions.
    public static let standard = VaultLimits(requests: RequestLimit(requests: 200), sessions: 100)

    /// Describes limits.
    public init(requests: RequestLimit, sessions: Int) {
        self.requests = requests
        self.sessions = sessions
    }
}
