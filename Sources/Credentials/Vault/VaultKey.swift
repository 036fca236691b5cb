/// A key with which apps or workers call `/v2` (deck-v2.md sections 1.2 and 9).
public struct VaultKey: VaultKind, Sendable, Equatable {
    /// What its ids begin with.
    public static let prefix = "vkey_"

    /// The key's id; safe to log.
    public let id: VaultKeyID
    /// What its owners call it.
    public let name: String
    /// What it opens.
    public let reach: Reach
    /// Whether it has been revoked.
    public let revoked: Bool

    /// What a key opens.
    public enum Reach: Sendable, Equatable {
        /// The app's side of one organization.
        case organization(OrganizationID, Permission)
        /// The workers' side.
        case worker(WorkerReach)
    }

    /// Describes a key.
    public init(id: VaultKeyID, name: String, reach: Reach, revoked: Bool) {
        self.id = id
        self.name = name
        self.reach = reach
        self.revoked = revoked
    }
}

/// The id of a vault key, `vkey_…`.
public typealias VaultKeyID = Identifier<VaultKey>

/// What a worker's key opens.
public struct WorkerReach: Sendable, Equatable {
    /// What it may be used for.
    public let scopes: Set<WorkerScope>
    /// The organizations whose runs it may claim.
    public let organizations: [OrganizationID]
    /// The only sources whose runs it may claim; empty is all.
    public let sources: [SourceID]

    /// Describes what a key opens.
    public init(scopes: Set<WorkerScope>, organizations: [OrganizationID], sources: [SourceID]) {
        self.scopes = scopes
        self.organizations = organizations
        self.sources = sources
    }
}

/// What a worker's key may be used for (deck-v2.md section 9).
public enum WorkerScope: String, Sendable, CaseIterable {
    /// Take task runs from the queue.
    case claim = "task_runs:claim"
    /// Read the secret of a claimed run's credential.
    case useCredentials = "credentials:use"
    /// Say how a claimed run goes, and how it ended.
    case report = "task_runs:report"
}
