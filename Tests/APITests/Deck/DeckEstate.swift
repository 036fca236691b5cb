import JSON
import Testing

@testable import API

/// An object of every resource of `/v2`, which may be changed and deleted, for walks over the table of routes.
struct DeckEstate {
    /// The ids by resource.
    let ids: [String: String]
    private let bodies: [String: JSON]
    /// A run that a worker has, and its lease.
    private let leased: (id: String, token: String)
    /// A run that waits for an answer.
    private let asking: String

    init(_ vault: Vault) throws {
        let (source, agent) = (try vault.newSource(), try vault.newAgent())
        let task = try vault.newTask()
        leased = try vault.claimedRun(with: try vault.newCredential())
        let other = try vault.claimedRun(with: try vault.newCredential())
        vault.work(other, "interaction-request", ["type": "mfa", "fields": [["name": "code"]]])
        asking = other.id
        let run = try vault.newRun(of: task, ["source_id": .text(source)])
        let destination = try vault.newDestination()
        let event = try #require(vault.send("GET", "/v2/events?limit=1").data.first).text("id")
        ids = [
            "sources": source, "credentials": try vault.newCredential(), "agents": agent, "tasks": task,
            "task-runs": try run.text("id"), "sessions": try run.text("session_id"),
            "events": event, "event-destinations": destination,
        ]
        bodies = [
            "POST /v2/sources": ["type": "website", "website": ["url": "https://portal.example/"]],
            "PATCH /v2/sources/:id": ["name": "Changed"],
            "POST /v2/credentials": ["source_id": .text(source)],
            "PATCH /v2/credentials/:id": ["external_id": "changed"],
            "POST /v2/agents": ["name": "New"],
            "PATCH /v2/agents/:id": ["name": "Changed"],
            "POST /v2/tasks": ["name": "New", "agent_id": .text(agent)],
            "PATCH /v2/tasks/:id": ["name": "Changed"],
            "POST /v2/tasks/:id/reset": [:],
            "POST /v2/tasks/:id/run": ["source_id": .text(source)],
            "POST /v2/task-runs/:id/cancel": [:],
            "POST /v2/sessions/:id/end": [:],
            "POST /v2/event-destinations": Vault.destination(url: "https://app.example/"),
            "PATCH /v2/event-destinations/:id": ["status": "inactive"],
            "POST /v2/task-runs/claim": [:],
            "POST /v2/task-runs/:id/auth-credentials": [:],
            "POST /v2/task-runs/:id/authentication": ["outcome": "succeeded"],
            "POST /v2/task-runs/:id/heartbeat": [:],
            "POST /v2/task-runs/:id/interaction-request": ["type": "mfa", "fields": [["name": "code"]]],
            "POST /v2/task-runs/:id/interaction": ["input": ["code": "1"]],
            "POST /v2/task-runs/:id/complete": [:],
            "POST /v2/task-runs/:id/fail": ["errors": [["type": "task", "code": "x"]]],
        ]
    }

    /// Sends a request that would succeed, with an object of this estate wherever the route wants one. A new route has none,
    /// or no body: the caller's test fails until this type has learnt about it.
    func send(_ route: DeckRoute, _ vault: Vault, authorization: String?) throws -> Answer {
        var target = route.path.template
        let resource = try #require(target.split(separator: "/").dropFirst().first.map(String.init))
        var isLeased = false
        if case .worker = route.action { isLeased = true }
        if isLeased { target.replace(":id", with: leased.id) }
        if route.name == "POST /v2/task-runs/:id/interaction" {
            target.replace(":id", with: asking)
        }
        if target.contains(":id") { target.replace(":id", with: try #require(ids[resource], "\(route.name)")) }
        try #require(!target.contains(":"))
        let writes = ["POST", "PATCH"].contains(route.method)
        let body = writes ? try #require(bodies[route.name], "\(route.name)").encoded() : []
        var headers = ["content-type": "application/json"]
        headers["authorization"] = authorization
        if isLeased { headers["deck-lease"] = leased.token }
        return vault.world.send(
            Request(method: route.method, target: target, headers: Headers(headers), body: .whole(body), seed: nil))
    }
}

extension DeckRoute {
    var name: String { "\(method) \(path.template)" }
}
