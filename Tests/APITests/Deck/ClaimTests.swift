import Credentials
import JSON
import Store
import TestDatabase
import Testing

@testable import API

/// Which run a worker gets, and which it does not.
struct ClaimTests {
    let vault: Vault

    init() throws {
        vault = try Vault()
    }

    @Test("of several sources the one whose run has waited longest comes first, whatever the order of asking")
    func oldestFirst() throws {
        let sources = try (0..<3).map { _ in try vault.newSource() }
        let runs = try sources.map { try vault.newRun(with: try vault.newCredential(of: $0)).text("id") }
        for run in runs {
            #expect(vault.claim(["source_ids": .array(sources.reversed().map { .text($0) })])["id"] == .text(run))
        }
    }

    @Test("a worker gets runs of the sources and tasks that it asks for, and of no others")
    func narrow() throws {
        let (source, task) = (try vault.newSource(), try vault.newTask())
        let run = try vault.newRun(of: task, ["source_id": .text(source)]).text("id")
        let (otherSource, otherTask) = (try vault.newSource(), try vault.newTask())
        #expect(vault.claim(["source_ids": [.text(otherSource)]]).status == 204)
        #expect(vault.claim(["task_ids": [.text(otherTask)]]).status == 204)
        #expect(vault.claim(["source_ids": ["nonsense"]]).status == 204)
        let wish: JSONObject = ["source_ids": [.text(source)], "task_ids": [.text(otherTask), .text(task)]]
        #expect(vault.claim(wish)["id"] == .text(run))
    }

    @Test("a key for some sources gets runs of those alone, and can do nothing with another's")
    func keyOfSources() throws {
        let (mine, other) = (try vault.newSource(), try vault.newSource())
        var store = try vault.world.store()
        let reach = WorkerReach(
            scopes: Set(WorkerScope.allCases), organizations: [vault.organization],
            sources: [try #require(SourceID(mine))])
        let key = try store.newVaultKey(.worker(reach)).text
        let run = try vault.claimedRun(with: try vault.newCredential(of: other))
        _ = try vault.newRun(with: try vault.newCredential(of: other))
        #expect(vault.send("POST", "/v2/task-runs/claim", [:], key: key).status == 204)
        #expect(vault.send("POST", "/v2/task-runs/claim", ["source_ids": [.text(other)]], key: key).status == 204)
        let stolen = vault.send(
            "POST", "/v2/task-runs/\(run.id)/auth-credentials", [:], key: key, headers: ["deck-lease": run.token])
        #expect(stolen.problems == ["request/task_run_not_found"])
        let own = try vault.newRun(with: try vault.newCredential(of: mine)).text("id")
        #expect(vault.send("POST", "/v2/task-runs/claim", [:], key: key)["id"] == .text(own))
    }

    @Test("a worker of another organization finds nothing")
    func stranger() throws {
        let run = try vault.claimedRun(with: try vault.newCredential())
        _ = try vault.newRun(with: try vault.newCredential())
        #expect(vault.send("POST", "/v2/task-runs/claim", [:], key: vault.foreignWorker).status == 204)
        let stolen = vault.send(
            "POST", "/v2/task-runs/\(run.id)/auth-credentials", [:], key: vault.foreignWorker,
            headers: ["deck-lease": run.token])
        #expect(stolen.problems == ["request/task_run_not_found"])
    }

    // A node of a cluster does not see another's locks: what was overtaken there is found here.
    @Test("a run whose credential was deleted, or whose session ended, while it was queued is not handed out")
    func overtaken() throws {
        let credential = try vault.newCredential()
        let first = try vault.newRun(with: credential).text("id")
        let second = try vault.newRun(with: try vault.newCredential())
        let database = vault.world.database
        try database.execute("UPDATE vault_credentials SET status = 'deleted' ORDER BY id LIMIT 1")
        try database.execute("UPDATE vault_sessions SET status = 'completed' ORDER BY id DESC LIMIT 1")
        #expect(vault.claim().status == 204)
        #expect(vault.run(first).problems == ["auth/credential_deleted"])
        #expect(vault.run(try second.text("id"))["status"] == "canceled")
    }

    @Test("while a run is at work the next of its credential waits, and becomes claimable with the end of the first")
    func nextInLane() throws {
        let credential = try vault.newCredential()
        let first = try vault.claimedRun(with: credential)
        let second = try vault.newRun(with: credential).text("id")
        #expect(vault.claim().status == 204)
        vault.work(first, "fail", ["errors": [["type": "task", "code": "x"]]])
        #expect(vault.claim()["id"] == .text(second))
    }

    @Test("a worker that waits is asked to come again within its time, and then is told that there is nothing")
    func waiting() throws {
        let request = Request(
            method: "POST", target: "/v2/task-runs/claim",
            headers: ["authorization": "Bearer \(vault.worker)", "content-type": "application/json"],
            body: .whole(Array(#"{"wait_seconds":20}"#.utf8)), seed: nil)
        guard case .wait(let instant) = vault.world.outcome(request) else {
            Issue.record("it does not wait")
            return
        }
        #expect(instant > request.arrival && instant < request.arrival + .seconds(20))
        let late = Request(
            method: request.method, target: request.target, headers: request.headers, body: request.body, seed: nil,
            arrival: .now - .seconds(20))
        guard case .respond(let response) = vault.world.outcome(late) else {
            Issue.record("it waits too long")
            return
        }
        #expect(response.status == 204)
    }
}
