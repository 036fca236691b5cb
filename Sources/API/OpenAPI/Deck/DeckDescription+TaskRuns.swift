import Credentials

extension DeckDescription {
    static let taskRuns = ResourceDescription(
        title: "Task runs", about: "Tasks that are being done, or were.", id: .id(TaskRun.self),
        schemas: ["TaskRun": run, "Interaction": interaction],
        routes: [
            RouteDescription(
                name: "POST /v2/tasks/:id/run", summary: "Begin a run of a task",
                details: "One of credential_id and source_id must be given.", id: .id(VaultTask.self),
                body: .object(
                    [:],
                    optional: [
                        "credential_id": .id(VaultCredential.self).orNull, "source_id": .id(Source.self).orNull,
                        "session_id": .id(VaultSession.self).orNull.described("A session to go on with."),
                        "input": .anything,
                    ]),
                answers: [.created(.shared("TaskRun"))]),
            RouteDescription(
                name: "GET /v2/task-runs", summary: "List task runs",
                parameters: .deckPage + [
                    .query("status", .text(255), "Only those in these states, with commas."),
                    .query("outcome", .text(255), "Only those with these results, with commas."),
                    .query("source_id", .text(2000), "Only those at these sources, with commas."),
                    .query("agent_id", .text(255), "Only those of this agent."),
                    .query("credential_id", .text(255), "Only those with this credential."),
                    .query("task_id", .text(255), "Only those of this task."),
                    .query("created_after", .dateTime, "Only later ones."),
                    .query("created_before", .dateTime, "Only earlier ones."),
                ], answers: [.found(.deckPage(of: "TaskRun"))]),
            RouteDescription(
                name: "GET /v2/task-runs/:id", summary: "Get a task run",
                parameters: [.query("include", .text(255), "Of input, storage and artifacts, with commas.")],
                answers: [.found(.shared("TaskRun"))]),
            RouteDescription(
                name: "POST /v2/task-runs/:id/cancel", summary: "Cancel a task run",
                answers: [.found(.shared("TaskRun"))]),
            RouteDescription(
                name: "POST /v2/task-runs/:id/interaction", summary: "Answer what a run asks the user",
                body: .object(["input": .map(.bytes(4096)).described("A text for each field that is asked for.")]),
                answers: [.found(.shared("TaskRun"))]),
        ])

    private static let run = Schema.resource(
        TaskRun.self, "task_run",
        [
            "status": .word(TaskRunStatus.self), "result": .word(TaskRunResult.self).orNull,
            "task_id": .id(VaultTask.self), "agent_id": .id(Agent.self), "source_id": .id(Source.self),
            "credential_id": .id(VaultCredential.self).orNull, "session_id": .id(VaultSession.self),
            "runtime_ms": .integer.orNull, "output": .anything, "errors": .array(.shared("RunError")),
            "interaction": .shared("Interaction").orNull,
        ],
        optional: [
            "input": .anything, "storage": .array(.anything), "artifacts": .object(["screenshots": .array(.anything)]),
        ])

    private static let interaction = Schema.object([
        "type": .text, "message": .text.orNull,
        "fields": .array(.object(["name": .text, "type": .text.orNull, "label": .text.orNull])),
    ])
}
