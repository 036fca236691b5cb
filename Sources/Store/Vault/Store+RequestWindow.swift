public import Credentials
import MariaDB

/// How many requests an organization may make in how many seconds (deck-v2.md section 1.7).
public struct RequestLimit: Sendable, Equatable {
    /// The most requests of a window; 0 is no limit.
    public let requests: Int
    /// The length of a window in seconds.
    public let seconds: Int

    /// Describes a limit.
    public init(requests: Int, seconds: Int = 10) {
        self.requests = requests
        self.seconds = seconds
    }
}

extension Store {
    /// Counts a request of an organization, over all processes: the window begins with the first request after the last
    /// one has ended. One that begins later than a window from now is over, too: a clock has been set back.
    ///
    /// - Returns: `nil` when it may be served, else the whole seconds until the window ends.
    public mutating func admit(_ organization: OrganizationID, within limit: RequestLimit, at now: Timestamp) throws
        -> Int?
    {
        guard limit.requests > 0 else { return nil }
        let (oldest, newest) = (now.adding(seconds: -limit.seconds), now.adding(seconds: limit.seconds))
        // One statement decides; a flood beyond the limit changes no row, so it costs no write.
        let counted = try session.execute(
            """
            UPDATE request_windows
            SET requests = IF(started_at > \(oldest) AND started_at < \(newest), requests + 1, 1),
                started_at = IF(started_at > \(oldest) AND started_at < \(newest), started_at, \(now))
            WHERE organization_id = \(organization)
                AND (requests < \(limit.requests) OR started_at <= \(oldest) OR started_at >= \(newest))
            """)
        if counted == 1 { return nil }
        return try wait(organization, limit, at: now)
    }

    private mutating func wait(_ organization: OrganizationID, _ limit: RequestLimit, at now: Timestamp) throws -> Int?
    {
        let start = try session.first(
            "SELECT started_at FROM request_windows WHERE organization_id = \(organization)"
        ) { try $0("started_at", as: Timestamp.self) }
        guard let start else {
            let begun = try session.execute(
                "INSERT IGNORE INTO request_windows (organization_id, started_at, requests) VALUES (\(organization), \(now), 1)"
            )
            // Somebody else may have begun the first window just now: then this request counts in theirs.
            return begun == 1 ? nil : try admit(organization, within: limit, at: now)
        }
        let remaining = start.adding(seconds: limit.seconds).microseconds - now.microseconds
        // A window that another process began a moment later than this request came does not last longer for that.
        return min(limit.seconds, max(1, Int((remaining + 999_999) / 1_000_000)))
    }
}
