import Foundation
import Synchronization

/// Notices the moment in which a database that is down takes connections again.
final class StartOfDatabase: Sendable {
    private let time = Mutex<ContinuousClock.Instant?>(nil)

    /// Begins to look.
    ///
    /// - Parameter node: which node of a cluster, from 1.
    init(of stack: Stack, node: Int = 1) throws {
        let path = "\(try stack.sockets)/database/\(node).sock"
        let deadline = ContinuousClock.now + .seconds(200)
        Thread.detachNewThread { [self] in
            while !Self.answers(path), .now < deadline { usleep(2_000) }
            time.withLock { $0 = .now }
        }
    }

    /// Waits until it was, and returns when that was.
    func await() throws -> ContinuousClock.Instant {
        try wait(for: "the database", upTo: 200) { time.withLock { $0 } != nil }
        guard let time = time.withLock({ $0 }) else { throw NotReady(what: "the database") }
        return time
    }

    /// A server greets everybody who connects.
    private static func answers(_ path: String) -> Bool {
        guard let connection = try? Connection(path: path) else { return false }
        return (try? connection.receive().isEmpty) == false
    }
}
