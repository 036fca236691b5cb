/// What a worker logs in with and goes on using: runs of one credential may share it (deck-v2.md section 6.5).
public struct VaultSession: VaultKind, Sendable, Equatable {
    /// What its ids begin with.
    public static let prefix = "sess_"
    /// How long it may be idle, in seconds.
    public static let idleSeconds = 600

    /// The session's id.
    public let id: VaultSessionID
    /// Whose it is.
    public let organization: OrganizationID
    /// The only credential that its runs may have; `nil` for none.
    public let credential: VaultCredentialID?
    /// Where it stands.
    public var status = VaultSessionStatus.queued
    /// When its first run began.
    public var startedAt: Timestamp?
    /// When it will have been idle too long.
    public var idleUntil: Timestamp?
    /// When it ended.
    public var endedAt: Timestamp?
    /// When it was last changed.
    public var updatedAt: Timestamp

    /// Describes a session that waits for its first run.
    public init(
        id: VaultSessionID, organization: OrganizationID, credential: VaultCredentialID?, updatedAt: Timestamp
    ) {
        self.id = id
        self.organization = organization
        self.credential = credential
        self.updatedAt = updatedAt
    }

    /// Changes where it stands.
    public mutating func become(_ status: VaultSessionStatus, at now: Timestamp) {
        self.status = status
        updatedAt = now
        idleUntil = status == .idle ? now.adding(seconds: Self.idleSeconds) : nil
        if status == .running { startedAt = startedAt ?? now }
        if status.isEnd { endedAt = now }
    }

    /// Whether another run may use it.
    public func isOpen(at now: Timestamp) -> Bool {
        guard !status.isEnd, status != .completing else { return false }
        return idleUntil.map { now < $0 } ?? true
    }
}

/// The id of a session of task runs, `sess_…`.
public typealias VaultSessionID = Identifier<VaultSession>

/// Where a session stands.
public enum VaultSessionStatus: String, Sendable, CaseIterable {
    case queued
    case running
    case idle
    /// Its last run is to stop.
    case completing
    case completed
    case failed

    /// Whether it stays so for good.
    public var isEnd: Bool { self == .completed || self == .failed }

    /// The event that tells of a session's arrival at this status.
    public var event: VaultEventType {
        switch self {
        case .queued: .sessionQueued
        case .running: .sessionRunning
        case .idle: .sessionIdle
        case .completing: .sessionCompleting
        case .completed: .sessionCompleted
        case .failed: .sessionFailed
        }
    }
}
