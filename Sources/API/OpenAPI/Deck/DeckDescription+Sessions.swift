import Credentials

extension DeckDescription {
    static let vaultSessions = ResourceDescription(
        title: "Run sessions", about: "What runs of one credential can share.", id: .id(VaultSession.self),
        schemas: ["VaultSession": session],
        routes: [
            RouteDescription(
                name: "GET /v2/sessions/:id", summary: "Get a session with its runs",
                answers: [.found(.shared("VaultSession"))]),
            RouteDescription(
                name: "POST /v2/sessions/:id/end", summary: "End a session, and cancel its runs",
                answers: [.found(.shared("VaultSession"))]),
        ])

    private static let session = Schema.resource(
        VaultSession.self, "session",
        [
            "status": .word(VaultSessionStatus.self), "runtime_ms": .integer.orNull,
            "task_runs": .array(
                .object([
                    "id": .id(TaskRun.self), "task_id": .id(VaultTask.self), "agent_id": .id(Agent.self),
                    "credential_id": .id(VaultCredential.self).orNull,
                ])),
        ])
}
