import Foundation
import JSON
import Testing

extension FaultTests.GaleraTests {
    @Test("conflicts between the nodes are not shown to clients") func conflicts() {
        Promise.tell(
            "Galera, conflicts", "Changes of one row at two nodes are all made, and no conflict is shown."
        ) { promise in
            try promise.beginAtTwoNodes(of: stack)
            let (before, deadline) = (try stack.certificationFailures(), ContinuousClock.now + .seconds(60))
            let user = try stack.newHuman().text("id")
            var replies: [Reply] = []
            repeat {
                replies += try Crowd.act(16, turns: Scale.choose(short: 25, long: 100), on: stack) { wire, number in
                    wire.send("PUT", "/v1/users/\(user)", ["user": ["reference": .text("r\(number)")]])
                }
            } while try stack.certificationFailures() == before && .now < deadline
            promise.note("changes", replies.count(200))
            promise.note("answers", replies.statuses)
            promise.expect("not-made", replies.count(otherThan: 200), atMost: 0)
            promise.note("slowest", replies.map(\.latency).max() ?? .zero)
            promise.expect("conflicts", try stack.certificationFailures() - before, atLeast: 1)
        }
    }

    @Test("each of 200 runs is claimed once by 20 workers at two nodes") func claims() {
        Promise.tell(
            "Galera, claims", "Each of 200 runs is claimed exactly once, and no conflict is shown."
        ) { promise in
            try promise.beginAtTwoNodes(of: stack)
            let (app, worker) = (try VaultUser(stack, "V2_KEY"), try VaultUser(stack, "V2_WORKER_KEY"))
            for _ in 0..<Scale.choose(short: 1, long: 3) {
                let source = try app.newSource()
                let task = try app.loginTask()
                for _ in 0..<200 { try app.post("tasks/\(task)/run", ["source_id": .text(source)]) }
                let key = "Authorization: Bearer \(worker.key)\r\n"
                let body: JSON = ["source_ids": [.text(source)], "wait_seconds": 0]
                let replies = try Crowd.act(20, turns: 15, on: stack) { wire, _ in
                    wire.send("POST", "/v2/task-runs/claim", body, identity: key)
                }
                let claimed = replies.filter { $0.status == 200 }.compactMap { $0.text("id") }
                promise.expect("claimed", Set(claimed).count, exactly: 200)
                promise.expect("claimed-twice", claimed.count - Set(claimed).count, atMost: 0)
                promise.note("answers", replies.statuses)
                promise.expect("neither-claimed-nor-empty", replies.count(otherThan: 200, 204), atMost: 0)
                promise.note("slowest", replies.map(\.latency).max() ?? .zero)
            }
        }
    }

    @Test("the runs of a credential follow one another over two nodes") func lanes() {
        Promise.tell(
            "Galera, lanes", "Of runs that are queued while others end, at two nodes, none waits for ever."
        ) { promise in
            try promise.beginAtTwoNodes(of: stack)
            let (app, worker) = (try VaultUser(stack, "V2_KEY"), try VaultUser(stack, "V2_WORKER_KEY"))
            let (source, task) = (try app.newSource(), try app.loginTask())
            let credentials = try (0..<4).map { _ in try app.newCredential(of: source) }
            let turns = Scale.choose(short: 5, long: 40)
            let done = Collector<String>()
            let claims = RequestStream(threads: 4) { note in
                let body: JSON = ["source_ids": [.text(source)], "wait_seconds": 0]
                let answer = try worker.send("POST", "task-runs/claim", body)
                note("claim \(answer.status)")
                guard answer.status == 200 else { return }
                let run = try LeasedRun(worker: worker, claimed: answer.object)
                note("complete \(try run.send("complete").status)")
                done.add(run.id)
            }
            let replies = try Crowd.act(8, turns: turns, on: stack) { wire, number in
                wire.send("POST", "/v2/tasks/\(task)/run", ["credential_id": .text(credentials[number % 4])])
            }
            promise.note("answers", replies.statuses)
            promise.expect("queued", replies.count(201), exactly: 8 * turns)
            try? wait(for: "an empty queue", upTo: 60) { done.all.count >= 8 * turns }
            let outcomes = claims.stop()
            promise.expect("completed", Set(done.all).count, exactly: 8 * turns)
            let shown = outcomes.filter { !["claim 200", "claim 204", "complete 200"].contains($0.key) }
            promise.expect("conflicts-shown", shown.values.reduce(0, +), atMost: 0)
            if !shown.isEmpty { promise.note("shown", shown.map { "\($0.key) ×\($0.value)" }.joined(separator: ", ")) }
        }
    }
}
