import Foundation
import JSON
import Synchronization

/// Workers who take runs, say for a while that they live, and complete them, and what each of them was told.
final class LeaseRace: Sendable {
    /// What the service said to those who had or had had a lease.
    struct Record: Sendable {
        fileprivate struct Lease {
            let run: String
            let token: String
            let since: ContinuousClock.Instant
        }

        fileprivate struct Word {
            let lease: Lease
            let start: ContinuousClock.Instant
            let completes: Bool
        }

        fileprivate var leases: [Lease] = []
        /// What was listened to.
        fileprivate var words: [Word] = []
        /// Answers that are neither consent nor a clean refusal.
        fileprivate(set) var others: [String] = []

        var claims: Int { leases.count }
        var claimedAgain: Int { claims - Set(leases.map(\.run)).count }
        var heartbeats: Int { words.count { !$0.completes } }
        var completed: Int { words.count { $0.completes } }
        var completedTwice: Int { completed - Set(words.filter(\.completes).map(\.lease.run)).count }

        /// Words of somebody whose run another one had been given before they were spoken.
        var listenedToAfterLoss: Int {
            words.count { word in
                leases.contains { other in
                    other.run == word.lease.run && other.since > word.lease.since && other.since < word.start
                }
            }
        }
    }

    private struct State: Sendable {
        var record = Record()
        var runs: [String] = []
        var isOver = false
    }

    private let stack: Stack
    private let app: VaultUser
    private let task: String
    private let source: String
    private let identity: String
    private let state = Mutex(State())

    /// A race without runs.
    init(on stack: Stack) throws {
        (self.stack, app) = (stack, try VaultUser(stack, "V2_KEY"))
        identity = "Authorization: Bearer \(try stack.value("CREDENCE_V2_WORKER_KEY"))\r\n"
        (task, source) = (try app.loginTask(), try app.newSource())
    }

    /// Queues so many more runs.
    func queue(_ count: Int) throws {
        for _ in 0..<count {
            let run = try app.newRun(of: task, with: try app.newCredential(of: source))
            state.withLock { $0.runs.append(run) }
        }
    }

    /// What was said until now.
    var record: Record { state.withLock { $0.record } }

    /// How many runs have not ended.
    var unended: Int {
        get throws {
            try state.withLock { $0.runs }.count {
                !["completed", "failed", "canceled"].contains(try app.get("task-runs/\($0)").text("status"))
            }
        }
    }

    /// Lets workers work while `body` runs, and then until nothing is left to do.
    func run(workers: Int, during body: () throws -> Void) throws -> Record {
        let threads = DispatchGroup()
        for _ in 0..<workers {
            let wire = try Wire(to: stack)
            threads.enter()
            Thread.detachNewThread { [self] in
                var own = wire
                work(on: &own)
                threads.leave()
            }
        }
        let result = Result { try body() }
        state.withLock { $0.isOver = true }
        threads.wait()
        try result.get()
        return record
    }

    private func work(on wire: inout Wire) {
        let deadline = ContinuousClock.now + .seconds(180)
        while .now < deadline {
            let isLast = state.withLock { $0.isOver }
            let claimed = wire.send("POST", "/v2/task-runs/claim", ["lease_seconds": 60], identity: identity)
            if let run = claimed.text("id"), let token = claimed.text("lease", "token") {
                let lease = Record.Lease(run: run, token: token, since: claimed.end)
                state.withLock { $0.record.leases.append(lease) }
                serve(lease, on: &wire)
            } else {
                if claimed.status != 204 { note("claim", claimed) }
                if isLast, (try? unended) == 0 { return }
                usleep(50_000)
            }
        }
    }

    private func serve(_ lease: Record.Lease, on wire: inout Wire) {
        for number in 1...20 {
            let word = number == 20 ? "complete" : "heartbeat"
            let reply = wire.send(
                "POST", "/v2/task-runs/\(lease.run)/\(word)", [:], headers: "Deck-Lease: \(lease.token)\r\n",
                identity: identity)
            if reply.isAcknowledged {
                let said = Record.Word(lease: lease, start: reply.start, completes: word == "complete")
                state.withLock { $0.record.words.append(said) }
            } else if reply.status != 409 {
                note(word, reply)
            }
            usleep(50_000)
        }
    }
    private func note(_ word: String, _ reply: Reply) {
        state.withLock { $0.record.others.append("\(word): \(reply.status) \(reply.outcome)") }
    }
}
