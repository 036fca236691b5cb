import Credentials
import Foundation
import JSON
import Testing

extension ServiceTests.VaultStack {
    /// Many workers at the queue, of which each run is for one (deck-v2.md section 9).
    @Suite struct VaultClaimTests {
        let stack: Stack
        let app: VaultUser
        let worker: VaultUser
        let source: String
        let task: String
        private let claim: [UInt8]

        init() throws {
            stack = try #require(Stack.running)
            (app, worker) = (try VaultUser(stack, "V2_KEY"), try VaultUser(stack, "V2_WORKER_KEY"))
            source = try app.newSource()
            task = try app.loginTask()
            claim = try worker.request(
                "POST", "task-runs/claim", ["source_ids": [.text(source)], "wait_seconds": 0])
        }

        @Test("each of 500 runs is claimed by one of 50 workers, and none is lost when a process is killed meanwhile")
        func killed() throws {
            let made = try newRuns(500)
            let first = try claimAll { claimed in
                for threshold in [50, 150, 250] {
                    try wait(for: "some claims") { claimed.all.count >= threshold }
                    try killWorker()
                }
                try wait(for: "an empty queue") { try count("status = 'queued'") == 0 }
            }
            #expect(Set(first.map(\.id)).count == first.count, "none went to two workers")
            #expect(try count("status = 'running' AND lease_digest IS NOT NULL AND NOT requeued") == 500)
            let (silent, busy) = (Array(first.prefix(10)), Array(first.dropFirst(10)))
            try complete(busy)

            // Those whose workers never heard of it, or say nothing; nobody has read a secret.
            let lost = made.subtracting(busy.map(\.id))
            #expect(try count("status = 'running'") == lost.count)
            try stack.letLeasesExpire()
            let second = try claimAll { claimed in
                try wait(for: "the lost ones") { claimed.all.count >= lost.count }
            }
            for run in silent { #expect(try run.send("heartbeat").problems == ["request/lease_lost"]) }
            #expect(Set(second.map(\.id)) == lost && second.count == lost.count)
            try complete(second)
            #expect(try count("status = 'completed'") == 500)
            for (event, count) in [("queued", 500 + lost.count), ("running", 500 + lost.count), ("completed", 500)] {
                #expect(try events("task_run.\(event)") == count, "\(event), with \(lost.count) lost")
            }
        }

        @Test("200 workers wait, apps are served meanwhile, and each worker gets a run as soon as there are some")
        func waiting() throws {
            let request = try worker.request(
                "POST", "task-runs/claim", ["source_ids": [.text(source)], "wait_seconds": 20])
            let connections = try (0..<200).map { _ in try Connection(port: stack.port) }
            for connection in connections { try connection.send(request) }
            try wait(for: "all to wait") { try connectionsHeld() >= 200 }
            #expect(Set(try (0..<20).map { _ in try app.send("GET", "credentials?limit=1").status }) == [200])
            #expect(try stack.send("GET", "/v1/auth_providers").status == 200)
            let made = try newRuns(200)
            let answers = try connections.map { try Answer(try $0.receiveAll()) }
            #expect(answers.count { $0.status == 200 } == 200)
            #expect(Set(try answers.filter { $0.status == 200 }.map { try $0.text("id") }) == made)
        }

        @Test("a worker that hangs up while it waits gets no run") func hangingUp() throws {
            let held = try connectionsHeld()
            let request = try worker.request(
                "POST", "task-runs/claim", ["source_ids": [.text(source)], "wait_seconds": 20])
            let connection = try Connection(port: stack.port)
            try connection.send(request)
            try wait(for: "it to wait") { try connectionsHeld() > held }
            shutdown(connection.descriptor, Int32(SHUT_RDWR))
            try wait(for: "its end", upTo: 15) { try connectionsHeld() <= held }
            let made = try app.post("tasks/\(task)/run", ["source_id": .text(source)]).text("id")
            #expect(try worker.claim(from: source).id == made)
        }

        /// Begins runs without a credential, which wait for nobody.
        private func newRuns(_ count: Int) throws -> Set<String> {
            let request = try app.request("POST", "tasks/\(task)/run", ["source_id": .text(source)])
            let answers = try (0..<(count / 50)).flatMap { _ in try stack.sendAtOnce(50, request) }
            let ids = try Set(answers.map { try $0.text("id") })
            try #require(ids.count == count)
            return ids
        }

        /// What 50 workers claim while `body` goes on, which sees it.
        private func claimAll(_ body: (Collector<LeasedRun>) throws -> Void) throws -> [LeasedRun] {
            let claimed = Collector<LeasedRun>()
            let stream = RequestStream(threads: 50) { [stack, worker, claim] note in
                let answer = try stack.exchange(claim)
                note("\(answer.status)")
                guard answer.status == 200 else { return }
                claimed.add(try LeasedRun(worker: worker, claimed: answer.object))
            }
            let result = Result { try body(claimed) }
            let outcomes = stream.stop().keys
            try result.get()
            #expect(Set(outcomes).isSubset(of: ["200", "204", "502"]), "\(outcomes)")
            return claimed.all
        }

        /// Completes runs, which shows that the leases are theirs alone.
        private func complete(_ runs: [LeasedRun]) throws {
            for start in stride(from: 0, to: runs.count, by: 50) {
                let answers = try stack.sendAtOnce(try runs[start...].prefix(50).map { try $0.request("complete") })
                #expect(Set(answers.map(\.status)) == [200])
            }
        }

        private func connectionsHeld() throws -> Int {
            try (1...2).reduce(0) { try $0 + stack.connections(heldBy: $1) }
        }

        private func killWorker() throws {
            let process = try stack.workers[0]
            try stack.run("worker", "kill", "1")
            try wait(for: "the next worker") {
                let workers = try stack.workers
                return workers.count == 2 && !workers.contains(process)
            }
        }

        /// How many of the source's runs are so.
        private func count(_ condition: String) throws -> Int? {
            let id = try #require(SourceID(source))
            let rows = try stack.rows("SELECT COUNT(*) FROM task_runs WHERE source_id = \(id.literal) AND \(condition)")
            return rows.first?.first.flatMap { Int($0) }
        }

        private func events(_ type: String) throws -> Int? {
            let rows = try stack.rows(
                """
                SELECT COUNT(*) FROM vault_events
                WHERE event_type = '\(type)' AND JSON_VALUE(data, '$.source_id') = '\(source)'
                """)
            return rows.first?.first.flatMap { Int($0) }
        }
    }
}
