public import JSON

/// One execution of a task (deck-v2.md section 6.3).
public struct TaskRun: VaultKind, Sendable, Equatable {
    /// What its ids begin with.
    public static let prefix = "trun_"
    /// How long users may be waited for, in seconds (section 13, decision 7).
    public static let interactionTimeouts = 1...3600
    /// The longest input or output, in bytes of JSON.
    public static let longestValue = 1_048_576

    /// The run's id.
    public let id: TaskRunID
    /// Whose it is.
    public let organization: OrganizationID
    /// What is done.
    public let task: VaultTaskID
    /// Who does it.
    public let agent: AgentID
    /// Where it is done.
    public let source: SourceID?
    /// What is logged in with, if anything.
    public let credential: VaultCredentialID?
    /// The session that it has or waits for.
    public let session: VaultSessionID
    /// What runs come one after the other: those of one credential that is logged in with, else those of one session.
    public let lane: RunLaneID
    /// How long it may take, in seconds.
    public let timeoutSeconds: Int
    /// What it was given.
    public let input: JSON?

    /// Where it stands.
    public var status = TaskRunStatus.queued
    /// What came of it.
    public var result: TaskRunResult? { status.result }
    /// Whether it is the next of its lane and waits for a worker.
    public var isClaimable = false
    /// What it came up with.
    public var output: JSON?
    /// Why it failed.
    public var errors: [JSON] = []
    /// What the user is asked.
    public var interaction: JSONObject?
    /// Until when they may answer.
    public var interactionExpiresAt: Timestamp?
    /// Whether their answer waits for the worker.
    public var isAnswered = false
    /// The worker's hold on it; stays after the run's end.
    public var lease: RunLease?
    /// The version of the credential that was read last.
    public var releasedVersion: Int?
    /// How the login went.
    public var report: LoginReport?
    /// Whether it went back to the queue once.
    public var isRequeued = false
    /// When a worker took it.
    public var startedAt: Timestamp?
    /// When it will have taken too long.
    public var deadline: Timestamp?
    /// When it ended.
    public var endedAt: Timestamp?
    /// When it was last changed.
    public var updatedAt: Timestamp

    /// Describes a run that waits.
    public init(
        id: TaskRunID, organization: OrganizationID, task: VaultTaskID, agent: AgentID, source: SourceID?,
        credential: VaultCredentialID?, session: VaultSessionID, lane: RunLaneID, timeoutSeconds: Int, input: JSON?,
        updatedAt: Timestamp
    ) {
        self.id = id
        self.organization = organization
        self.task = task
        self.agent = agent
        self.source = source
        self.credential = credential
        self.session = session
        self.lane = lane
        self.timeoutSeconds = timeoutSeconds
        self.input = input
        self.updatedAt = updatedAt
    }
}

/// The id of a task run, `trun_…`.
public typealias TaskRunID = Identifier<TaskRun>

/// What only one run at a time may have: the login of a credential, or a session.
public enum RunLane: VaultKind {
    /// What its ids would begin with; they are never shown.
    public static let prefix = "lane_"
}

/// The id of a lane: the number of its credential or session.
public typealias RunLaneID = Identifier<RunLane>
