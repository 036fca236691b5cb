/// Where a task run stands (deck-v2.md section 6.3).
public enum TaskRunStatus: String, Sendable, CaseIterable {
    /// It waits for a worker.
    case queued
    /// A worker has it.
    case running
    /// The worker waits for the user.
    case interactionRequired = "interaction_required"
    /// It is held for review; nothing here brings a run there.
    case reviewRequired = "review_required"
    case completed
    case failed
    /// Its worker is to stop.
    case canceling
    case canceled

    /// Whether a worker has it.
    public var isActive: Bool {
        switch self {
        case .running, .interactionRequired, .reviewRequired, .canceling: true
        case .queued, .completed, .failed, .canceled: false
        }
    }

    /// Whether it stays so for good.
    public var isEnd: Bool { !isActive && self != .queued }

    /// What came of a run that stands there; `nil` as long as it goes on, and when it was canceled.
    public var result: TaskRunResult? {
        switch self {
        case .completed: .success
        case .failed: .failure
        default: nil
        }
    }

    /// The event that tells of a run's arrival at this status.
    public var event: VaultEventType {
        switch self {
        case .queued: .taskRunQueued
        case .running: .taskRunRunning
        case .interactionRequired: .taskRunInteractionRequired
        case .reviewRequired: .taskRunReviewRequired
        case .completed: .taskRunCompleted
        case .failed: .taskRunFailed
        case .canceling: .taskRunCanceling
        case .canceled: .taskRunCanceled
        }
    }
}

/// What came of a task run.
public enum TaskRunResult: String, Sendable, CaseIterable {
    case success
    case failure
    /// Nothing here brings a run to it.
    case unknown
}
