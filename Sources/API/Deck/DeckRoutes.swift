import Credentials
import JSON

/// The operations of the `/v2` family (deck-v2.md): this table is all that the router knows.
enum DeckRoutes {
    static let all =
        test + sources + credentials + agents + tasks + taskRuns + sessions + workers + events
        + eventDestinations

    private static let test = [
        DeckRoute("GET", "/v2/test", .any { $0.answer(["status": "ready", "environment": "live"]) })
    ]

    private static let sources = [
        DeckRoute("GET", "/v2/sources", .app(ReadSource.self, SourceHandlers.list)),
        DeckRoute("POST", "/v2/sources", .app(WriteSource.self, SourceHandlers.create)),
        DeckRoute("GET", "/v2/sources/:id", .app(ReadSource.self, SourceHandlers.get)),
        DeckRoute("PATCH", "/v2/sources/:id", .app(WriteSource.self, SourceHandlers.update)),
        DeckRoute("DELETE", "/v2/sources/:id", .app(WriteSource.self, SourceHandlers.delete)),
    ]

    private static let credentials = [
        DeckRoute("GET", "/v2/credentials", .app(ReadVaultCredential.self, VaultCredentialHandlers.list)),
        DeckRoute("POST", "/v2/credentials", .app(WriteVaultCredential.self, VaultCredentialHandlers.create)),
        DeckRoute("GET", "/v2/credentials/:id", .app(ReadVaultCredential.self, VaultCredentialHandlers.get)),
        DeckRoute("PATCH", "/v2/credentials/:id", .app(WriteVaultCredential.self, VaultCredentialHandlers.update)),
        DeckRoute("DELETE", "/v2/credentials/:id", .app(WriteVaultCredential.self, VaultCredentialHandlers.delete)),
    ]

    private static let agents = [
        DeckRoute("GET", "/v2/agents", .app(ReadAgent.self, AgentHandlers.list)),
        DeckRoute("POST", "/v2/agents", .app(WriteAgent.self, AgentHandlers.create)),
        DeckRoute("GET", "/v2/agents/:id", .app(ReadAgent.self, AgentHandlers.get)),
        DeckRoute("PATCH", "/v2/agents/:id", .app(WriteAgent.self, AgentHandlers.update)),
        DeckRoute("DELETE", "/v2/agents/:id", .app(WriteAgent.self, AgentHandlers.delete)),
    ]

    private static let tasks = [
        DeckRoute("GET", "/v2/tasks", .app(ReadTask.self, VaultTaskHandlers.list)),
        DeckRoute("POST", "/v2/tasks", .app(WriteTask.self, VaultTaskHandlers.create)),
        DeckRoute("GET", "/v2/tasks/:id", .app(ReadTask.self, VaultTaskHandlers.get)),
        DeckRoute("PATCH", "/v2/tasks/:id", .app(WriteTask.self, VaultTaskHandlers.update)),
        DeckRoute("DELETE", "/v2/tasks/:id", .app(WriteTask.self, VaultTaskHandlers.delete)),
        DeckRoute("POST", "/v2/tasks/:id/reset", .app(WriteTask.self, VaultTaskHandlers.reset)),
    ]

    private static let taskRuns = [
        DeckRoute("POST", "/v2/tasks/:id/run", .app(WriteTaskRun.self, TaskRunHandlers.run)),
        DeckRoute("GET", "/v2/task-runs", .app(ReadTaskRun.self, TaskRunHandlers.list)),
        DeckRoute("GET", "/v2/task-runs/:id", .app(ReadTaskRun.self, TaskRunHandlers.get)),
        DeckRoute("POST", "/v2/task-runs/:id/cancel", .app(WriteTaskRun.self, TaskRunHandlers.cancel)),
        DeckRoute("POST", "/v2/task-runs/:id/interaction", .app(WriteTaskRun.self, InteractionHandlers.answer)),
    ]

    private static let sessions = [
        DeckRoute("GET", "/v2/sessions/:id", .app(ReadVaultSession.self, VaultSessionHandlers.get)),
        DeckRoute("POST", "/v2/sessions/:id/end", .app(WriteVaultSession.self, VaultSessionHandlers.end)),
    ]

    private static let events = [
        DeckRoute("GET", "/v2/events", .app(ReadVaultEvent.self, VaultEventHandlers.list)),
        DeckRoute("GET", "/v2/events/:id", .app(ReadVaultEvent.self, VaultEventHandlers.get)),
        DeckRoute("GET", "/v2/event-types", .app(ReadVaultEvent.self, VaultEventHandlers.types)),
    ]

    private static let eventDestinations = [
        DeckRoute("GET", "/v2/event-destinations", .app(ReadEventDestination.self, EventDestinationHandlers.list)),
        DeckRoute("POST", "/v2/event-destinations", .app(WriteEventDestination.self, EventDestinationHandlers.create)),
        DeckRoute("GET", "/v2/event-destinations/:id", .app(ReadEventDestination.self, EventDestinationHandlers.get)),
        DeckRoute(
            "PATCH", "/v2/event-destinations/:id", .app(WriteEventDestination.self, EventDestinationHandlers.update)),
        DeckRoute(
            "DELETE", "/v2/event-destinations/:id", .app(WriteEventDestination.self, EventDestinationHandlers.delete)),
        DeckRoute(
            "GET", "/v2/event-destinations/:id/event-deliveries",
            .app(ReadEventDestination.self, EventDestinationHandlers.deliveries)),
    ]

    private static let workers = [
        DeckRoute("POST", "/v2/task-runs/claim", .worker(.claim, WorkerHandlers.claim)),
        DeckRoute("POST", "/v2/task-runs/:id/auth-credentials", .worker(.useCredentials, WorkerHandlers.release)),
        DeckRoute("POST", "/v2/task-runs/:id/authentication", .worker(.report, WorkerHandlers.report)),
        DeckRoute("POST", "/v2/task-runs/:id/heartbeat", .worker(.report, WorkerHandlers.heartbeat)),
        DeckRoute("POST", "/v2/task-runs/:id/interaction-request", .worker(.report, InteractionHandlers.ask)),
        DeckRoute("GET", "/v2/task-runs/:id/interaction", .worker(.report, InteractionHandlers.take)),
        DeckRoute("POST", "/v2/task-runs/:id/complete", .worker(.report, WorkerHandlers.complete)),
        DeckRoute("POST", "/v2/task-runs/:id/fail", .worker(.report, WorkerHandlers.fail)),
    ]
}
