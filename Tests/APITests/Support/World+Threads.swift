import API
import Credentials
import Foundation
import JSON
import MariaDB
import Secrets
import Store
import Synchronization

extension World {
    /// A service with a session of its own, as each worker thread has one.
    func newService(outgoing: OutgoingGate = .testing) throws -> Service {
        let hasher = PasswordHasher(concurrency: 2, waiting: 100, cost: .testing)
        return Service(try store(), hasher: hasher, outgoing: outgoing, limits: limits, log: log)
    }

    /// A JSON request in the default realm with the strongest key.
    func request(_ method: String, _ target: String, _ body: JSON) -> Request {
        let headers = [
            "content-type": "application/json", "x-authrocket-api-key": manage,
            "x-authrocket-realm": realm.description,
        ]
        return Request(
            method: method, target: target, headers: Headers(headers), body: .whole(body.encoded()), seed: nil)
    }

    /// Sends a request from many threads at once, each with a service of its own, and returns the statuses.
    func sendAtOnce(_ request: Request, threads: Int) throws -> [Int] {
        try sendAtOnce(Array(repeating: request, count: threads))
    }

    /// Sends all requests at once, each from a thread of its own.
    func sendAtOnce(_ requests: [Request]) throws -> [Int] {
        try answersAtOnce(requests).map(\.status)
    }

    /// The same, with the whole answers.
    func answersAtOnce(_ requests: [Request]) throws -> [Answer] {
        let crowd = Crowd(requests.count)
        for request in requests {
            Thread.detachNewThread {
                crowd.finish(
                    Result {
                        var service = try self.newService()
                        crowd.wait()
                        return service.answer(request)
                    })
            }
        }
        return try crowd.results()
    }

    /// Sends all requests while a transaction holds a lock that they come to wait for, and lets go of it when all of them do.
    func sendAtOnce(_ requests: [Request], behind lock: (inout Store) throws -> Void) throws -> [Int] {
        let waiting = Waiting()
        var store = try store()
        try store.transaction { store in
            try lock(&store)
            Thread.detachNewThread { waiting.finish((try? self.sendAtOnce(requests)) ?? []) }
            let deadline = Date.now + 60
            while try lockWaits() < requests.count, Date.now < deadline { Thread.sleep(forTimeInterval: 0.2) }
        }
        return waiting.result()
    }

    /// How many transactions wait for a lock; the server counts anew for those who ask seldom.
    private func lockWaits() throws -> Int {
        let counts: [Int] = try column(
            "count",
            """
            SELECT COUNT(*) AS count FROM information_schema.innodb_trx
            JOIN information_schema.processlist ON processlist.id = innodb_trx.trx_mysql_thread_id
            WHERE processlist.db = DATABASE() AND innodb_trx.trx_state = 'LOCK WAIT'
            """)
        return counts.first ?? 0
    }
}

/// Threads that wait for each other before they do what they are for.
private final class Crowd: Sendable {
    private let size: Int
    private let ready = Mutex(0)
    private let finished = Mutex<[Result<Answer, any Error>]>([])

    init(_ size: Int) {
        self.size = size
    }

    /// Returns when all are there, or one of them gave up.
    func wait() {
        ready.withLock { $0 += 1 }
        while ready.withLock({ $0 }) < size, finished.withLock(\.isEmpty) { Thread.sleep(forTimeInterval: 0.001) }
    }

    func finish(_ result: Result<Answer, any Error>) {
        finished.withLock { $0.append(result) }
    }

    /// What came of all of them.
    func results() throws -> [Answer] {
        while finished.withLock(\.count) < size { Thread.sleep(forTimeInterval: 0.001) }
        return try finished.withLock { $0 }.map { try $0.get() }
    }
}
