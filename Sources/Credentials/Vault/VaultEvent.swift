public import JSON

/// Something that happened in an organization (deck-v2.md section 7.1).
public struct VaultEvent: VaultKind, Sendable, Equatable {
    /// What its ids begin with.
    public static let prefix = "evt_"

    /// The id, which also holds the time.
    public let id: VaultEventID
    /// What happened.
    public let type: VaultEventType
    /// A summary of what it happened to, as it was at that moment; never a secret.
    public let data: JSONObject

    /// Describes an event.
    public init(id: VaultEventID, type: VaultEventType, data: JSONObject) {
        self.id = id
        self.type = type
        self.data = data
    }
}

/// The id of a vault event, `evt_…`.
public typealias VaultEventID = Identifier<VaultEvent>

/// The types of events of `/v2`.
public enum VaultEventType: String, Sendable, CaseIterable {
    case credentialCreated = "credential.created"
    case credentialUnverified = "credential.unverified"
    case credentialVerified = "credential.verified"
    case credentialInvalid = "credential.invalid"
    case credentialDeleted = "credential.deleted"
    case taskRunQueued = "task_run.queued"
    case taskRunRunning = "task_run.running"
    case taskRunInteractionRequired = "task_run.interaction_required"
    case taskRunReviewRequired = "task_run.review_required"
    case taskRunCompleted = "task_run.completed"
    case taskRunFailed = "task_run.failed"
    case taskRunCanceling = "task_run.canceling"
    case taskRunCanceled = "task_run.canceled"
    case sessionQueued = "session.queued"
    case sessionRunning = "session.running"
    case sessionIdle = "session.idle"
    case sessionCompleting = "session.completing"
    case sessionCompleted = "session.completed"
    case sessionFailed = "session.failed"
    case agentCreated = "agent.created"
    case agentUpdated = "agent.updated"
    case agentDeleted = "agent.deleted"
    case sourceCreated = "source.created"
    case sourceUpdated = "source.updated"
    case sourceDeleted = "source.deleted"
    case taskCreated = "task.created"
    case taskUpdated = "task.updated"
    case taskDeleted = "task.deleted"
    case taskReset = "task.reset"
    case eventDestinationActivated = "event_destination.activated"
    case eventDestinationDeactivated = "event_destination.deactivated"
}

extension VaultCredentialStatus {
    /// The event that tells of a credential's arrival at this status.
    public var event: VaultEventType {
        switch self {
        case .unverified: .credentialUnverified
        case .verified: .credentialVerified
        case .invalid: .credentialInvalid
        case .deleted: .credentialDeleted
        }
    }
}
