public import JSON

/// Something that an agent can do on a source (deck-v2.md section 6.2).
public struct VaultTask: VaultKind, Sendable, Equatable {
    /// What its ids begin with.
    public static let prefix = "task_"
    /// How long a run may take, in seconds (section 13, decision 7).
    public static let timeouts = 1...86_400
    /// The longest prompt, in bytes of UTF-8.
    public static let longestPrompt = 16_384
    /// The longest schema, in bytes of JSON.
    public static let longestSchema = 65_536
    /// The most that `storage` and `extraction` may say, in bytes of JSON.
    public static let longestExtra = 16_384

    /// The task's id.
    public let id: VaultTaskID
    /// Who does it.
    public var agent: AgentID
    /// What its owners call it.
    public var name: String
    /// What to do, in words for the agent.
    public var prompt: String?
    /// What a run must be given; `nil` admits anything.
    public var inputSchema: JSONObject?
    /// What a run must come up with; `nil` admits anything.
    public var outputSchema: JSONObject?
    /// How to keep files; nothing to this service.
    public var storage: JSON?
    /// What to extract from files; nothing to this service.
    public var extraction: JSON?
    /// How long a run may take, in seconds.
    public var timeoutSeconds = 1800
    /// How far it has been made ready.
    public var status = VaultTaskStatus.learning
    /// When it was last changed.
    public var updatedAt: Timestamp

    /// Describes a task with nothing beyond what each has.
    public init(id: VaultTaskID, agent: AgentID, name: String, updatedAt: Timestamp) {
        self.id = id
        self.agent = agent
        self.name = name
        self.updatedAt = updatedAt
    }
}

/// The id of a task, `task_…`.
public typealias VaultTaskID = Identifier<VaultTask>

/// How far a task has been made ready.
public enum VaultTaskStatus: String, Sendable, CaseIterable {
    case learning
    case test
    case live
}
