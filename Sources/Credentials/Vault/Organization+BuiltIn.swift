extension Organization {
    /// What an organization without agents of its own begins with, so that it can prove a credential at once (deck-v2.md
    /// section 9.2, rule 10).
    public static func builtInAgent(at now: Timestamp) -> Agent {
        Agent(id: IdentifierGenerator.shared.next(), name: "Built-in", updatedAt: now)
    }

    /// The one task of that agent: a run of it, given nothing but a credential, shows whether that logs in.
    public static func verifyLogin(by agent: Agent) -> VaultTask {
        var task = VaultTask(
            id: IdentifierGenerator.shared.next(), agent: agent.id, name: "Verify login", updatedAt: agent.updatedAt)
        task.prompt = "Log in with the credential, say how that went, and do nothing else."
        task.status = .live
        return task
    }
}
