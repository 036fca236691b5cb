/// Whatever does tasks: a name under which an organization groups them (deck-v2.md section 6.2).
public struct Agent: VaultKind, Sendable, Equatable {
    /// What its ids begin with.
    public static let prefix = "agt_"

    /// The agent's id.
    public let id: AgentID
    /// What its owners call it.
    public var name: String
    /// When it was last changed.
    public var updatedAt: Timestamp

    /// Describes an agent.
    public init(id: AgentID, name: String, updatedAt: Timestamp) {
        self.id = id
        self.name = name
        self.updatedAt = updatedAt
    }
}

/// The id of an agent, `agt_…`.
public typealias AgentID = Identifier<Agent>
