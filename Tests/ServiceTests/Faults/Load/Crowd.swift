import Foundation
import Synchronization

/// Clients that do the same at the same moment, each on a connection of its own.
final class Crowd: Sendable {
    private struct State: Sendable {
        var replies: [Reply] = []
        var ready = 0
        var mayBegin = false
    }

    private let state = Mutex(State())
    private let threads = DispatchGroup()

    private init() {}

    /// Lets all clients connect, and then all of them act.
    ///
    /// - Parameters:
    ///   - count: how many clients there are.
    ///   - turns: how often each of them acts.
    ///   - act: what the client of that number, from 0, does.
    /// - Returns: All replies, in the order in which they arrived.
    static func act(
        _ count: Int, turns: Int = 1, on stack: Stack, _ act: @escaping @Sendable (inout Wire, Int) -> Reply
    ) throws -> [Reply] {
        let (crowd, wire) = (Crowd(), try Wire(to: stack))
        for number in 0..<count {
            crowd.threads.enter()
            Thread.detachNewThread {
                var own = wire
                crowd.run(number, turns, &own, act)
                crowd.threads.leave()
            }
        }
        try wait(for: "\(count) connections") { crowd.state.withLock { $0.ready } == count }
        crowd.state.withLock { $0.mayBegin = true }
        crowd.threads.wait()
        return crowd.state.withLock { $0.replies }.sorted { $0.end < $1.end }
    }

    private func run(_ number: Int, _ turns: Int, _ wire: inout Wire, _ act: (inout Wire, Int) -> Reply) {
        _ = wire.send("GET", "/healthz")
        state.withLock { $0.ready += 1 }
        while !state.withLock({ $0.mayBegin }) { usleep(1_000) }
        for _ in 0..<turns {
            let reply = act(&wire, number)
            state.withLock { $0.replies.append(reply) }
        }
    }
}

extension [Reply] {
    /// How many were answered like this.
    func count(_ status: Int) -> Int {
        count { $0.status == status }
    }

    /// How often each status was answered, such as `200 ×19, 503 ×1`.
    var statuses: String {
        let counts = Dictionary(grouping: self, by: \.status).mapValues(\.count)
        return counts.sorted { $0.key < $1.key }.map { "\($0.key) ×\($0.value)" }.joined(separator: ", ")
    }

    /// How many were answered with none of these.
    func count(otherThan statuses: Int...) -> Int {
        count { !statuses.contains($0.status) }
    }
}
