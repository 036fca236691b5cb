import Credentials

extension DeckDescription {
    static let tasks = ResourceDescription(
        title: "Tasks", about: "What workers are to do at sources.", id: .id(VaultTask.self), schemas: ["Task": task],
        routes: [
            RouteDescription(
                name: "GET /v2/tasks", summary: "List tasks",
                parameters: .deckPage + [
                    .query("agent_id", .text(2000), "Only those of these agents, with commas."),
                    .query("status", .text(255), "Only those in these states, with commas."),
                ], answers: [.found(.deckPage(of: "Task"))]),
            RouteDescription(
                name: "POST /v2/tasks", summary: "Create a task",
                body: .object(["name": .filledText(), "agent_id": .id(Agent.self)], optional: attributes),
                answers: [.created(.shared("Task"))]),
            RouteDescription(name: "GET /v2/tasks/:id", summary: "Get a task", answers: [.found(.shared("Task"))]),
            RouteDescription(
                name: "PATCH /v2/tasks/:id", summary: "Change a task",
                body: .object([:], optional: ["name": .filledText(), "agent_id": .id(Agent.self)] + attributes),
                answers: [.found(.shared("Task"))]),
            RouteDescription(
                name: "DELETE /v2/tasks/:id", summary: "Delete a task",
                answers: [.found(.deletion(VaultTask.self, "task"))]),
            RouteDescription(
                name: "POST /v2/tasks/:id/reset", summary: "Let a task learn anew", answers: [.found(.shared("Task"))]),
        ])

    private static let task = Schema.resource(
        VaultTask.self, "task",
        [
            "name": .text, "status": .word(VaultTaskStatus.self), "agent_id": .id(Agent.self), "prompt": .text.orNull,
            "input_schema": .anyObject.orNull, "output_schema": .anyObject.orNull, "storage": .anything,
            "extraction": .anything, "settings": .object(["timeout_seconds": .integer]),
        ])

    private static let attributes: Members = [
        "prompt": .bytes(VaultTask.longestPrompt).orNull,
        "input_schema": .anyObject.orNull.described("A JSON Schema that the input of runs is judged by."),
        "output_schema": .anyObject.orNull.described("The same for what runs come up with."),
        "storage": .anything, "extraction": .anything, "status": .word(VaultTaskStatus.self),
        "settings": .object([:], optional: ["timeout_seconds": .integer(VaultTask.timeouts)]),
    ]
}
