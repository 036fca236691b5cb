import Credentials

extension DeckDescription {
    static let workers = ResourceDescription(
        title: "Workers", about: "The side of those who do the runs: they alone are given secrets, under a lease.",
        id: .id(TaskRun.self),
        schemas: ["ClaimedRun": claimed, "LoginReport": report],
        routes: [
            RouteDescription(
                name: "POST /v2/task-runs/claim", summary: "Take the next run", body: claim,
                answers: [.found(.shared("ClaimedRun")), .nothing("There was none.")]),
            RouteDescription(
                name: "POST /v2/task-runs/:id/auth-credentials", summary: "Read the secret of the run's credential",
                details: "At most \(RunLease.maximumReleases) times under one lease.",
                body: .object(
                    [:],
                    optional: [
                        "recipient_public_key": .text(44).orNull.described(
                            "An X25519 key in base64: the secret is then sealed to it (HPKE, RFC 9180).")
                    ]), answers: [.found(released)]),
            RouteDescription(
                name: "POST /v2/task-runs/:id/authentication", summary: "Report how the login went",
                body: .shared("LoginReport"),
                answers: [
                    .found(
                        .object([
                            "object": .constant("authentication"), "task_run_id": .id(TaskRun.self),
                            "credential_id": .id(VaultCredential.self).orNull, "outcome": .word(LoginOutcome.self),
                            "applied": .boolean, "credential_status": .word(VaultCredentialStatus.self).orNull,
                            "request_id": requestID,
                        ]))
                ]),
            RouteDescription(
                name: "POST /v2/task-runs/:id/heartbeat", summary: "Keep the lease, and see whether the run is to stop",
                answers: [
                    .found(
                        .object([
                            "object": .constant("heartbeat"), "status": .word(TaskRunStatus.self),
                            "lease": .object(["expires_at": .dateTime]), "request_id": requestID,
                        ]))
                ]),
            RouteDescription(
                name: "POST /v2/task-runs/:id/interaction-request", summary: "Ask the user something", body: question,
                answers: [
                    .found(
                        .object([
                            "object": .constant("interaction_request"), "task_run_id": .id(TaskRun.self),
                            "status": .word(TaskRunStatus.self), "expires_at": .dateTime.orNull,
                            "request_id": requestID,
                        ]))
                ]),
            RouteDescription(
                name: "GET /v2/task-runs/:id/interaction", summary: "Fetch the user's answer, once",
                parameters: [.query("wait_seconds", .integer(0...20), "How long to wait for it; 0 when not given.")],
                answers: [
                    .found(.object(["input": .map(.text), "request_id": requestID])), .nothing("There is none yet."),
                ]),
            RouteDescription(
                name: "POST /v2/task-runs/:id/complete", summary: "End the run with what it came up with",
                body: .object([:], optional: ["output": .anything, "authentication": .shared("LoginReport").orNull]),
                answers: [.found(.shared("TaskRun"))]),
            RouteDescription(
                name: "POST /v2/task-runs/:id/fail", summary: "End the run with why it failed",
                body: .object(
                    ["errors": .array(failure, 1...20)], optional: ["authentication": .shared("LoginReport").orNull]),
                answers: [.found(.shared("TaskRun"))]),
        ])

    private static let released = Schema.object(
        [
            "object": .constant("auth_credentials"), "task_run_id": .id(TaskRun.self),
            "credential_id": .id(VaultCredential.self), "credential_version": .integer,
            "auth_method": .word(VaultAuthMethod.self), "request_id": requestID,
        ],
        optional: [
            "auth_credentials": .object(
                ["source_fields": .map(.text)], optional: ["username": .text, "password": .text]),
            "sealed_auth_credentials": .object(["suite": .text, "encapsulated_key": .text, "ciphertext": .text])
                .described(
                    "With info `\(ReleasedPayload.purpose)` and aad of run, credential and version, spaces between."),
        ])

    private static let claim = Schema.object(
        [:],
        optional: [
            "source_ids": .array(.text, 0...100).orNull.described("Only runs at these sources."),
            "task_ids": .array(.text, 0...100).orNull.described("Only runs of these tasks."),
            "wait_seconds": .integer(0...20).orNull.described("How long to wait for a run."),
            "lease_seconds": .integer(RunLease.lengths).orNull,
        ])

    private static let claimed = Schema.object([
        "id": .id(TaskRun.self), "object": .constant("task_run"), "status": .word(TaskRunStatus.self),
        "task_id": .id(VaultTask.self), "agent_id": .id(Agent.self), "session_id": .id(VaultSession.self),
        "source_id": .id(Source.self), "credential_id": .id(VaultCredential.self).orNull,
        "source": .object(["type": .constant("website"), "website": .object(["url": .text])]).orNull,
        "input": .anything, "lease": .object(["token": .text, "expires_at": .dateTime.orNull]),
        "request_id": requestID,
    ])

    private static let report = Schema.object(
        ["outcome": .word(LoginOutcome.self)],
        optional: [
            "credential_version": .integer(1...4_294_967_295).orNull.described("The one whose secret was used."),
            "message": .text(2000).orNull,
        ])

    private static let question = Schema.object(
        [
            "type": .filledText(),
            "fields": .array(
                .object(
                    ["name": .filledText()], optional: ["type": .text(255).orNull, "label": .text(255).orNull]), 1...20),
        ],
        optional: [
            "message": .text(2000).orNull, "timeout_seconds": .integer(TaskRun.interactionTimeouts).orNull,
        ])

    private static let failure = Schema.object(
        ["type": .filledText(), "code": .filledText()],
        optional: ["message": .text(2000).orNull, "field": .text(255).orNull])
}
