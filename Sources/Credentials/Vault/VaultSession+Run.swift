extension VaultSession {
    /// How many of its runs are shown with a session; a session may have any number.
    public static let shownRuns = 1000

    /// What is shown with a session of each of its runs (deck-v2.md section 6.5).
    public struct Run: Sendable, Equatable {
        /// The run.
        public let id: TaskRunID
        /// What it does.
        public let task: VaultTaskID
        /// Who does it.
        public let agent: AgentID
        /// What it logs in with.
        public let credential: VaultCredentialID?

        /// Describes a run of a session.
        public init(id: TaskRunID, task: VaultTaskID, agent: AgentID, credential: VaultCredentialID?) {
            self.id = id
            self.task = task
            self.agent = agent
            self.credential = credential
        }
    }
}
