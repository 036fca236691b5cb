import Foundation
import Synchronization

/// Threads that do something over and over until they are told to stop, and a count of each outcome.
final class RequestStream: Sendable {
    private let outcomes = Mutex<[String: Int]>([:])
    private let isStopping = Atomic(false)
    private let threads = DispatchGroup()

    /// - Parameter turn: does something once, and names each outcome through its argument.
    init(threads count: Int = 4, _ turn: @escaping @Sendable ((String) -> Void) throws -> Void) {
        for _ in 0..<count {
            threads.enter()
            Thread.detachNewThread { [self] in
                while !isStopping.load(ordering: .relaxed) {
                    do { try turn(note) } catch { note("\(error)") }
                }
                threads.leave()
            }
        }
    }

    /// How many outcomes there were until now.
    var count: Int { outcomes.withLock { $0.values.reduce(0, +) } }

    /// Returns when there have been so many more outcomes.
    func goOn(for more: Int) throws {
        let goal = count + more
        try wait(for: "\(more) more requests") { count >= goal }
    }

    /// Ends the threads and returns how often each outcome occurred.
    func stop() -> [String: Int] {
        isStopping.store(true, ordering: .relaxed)
        threads.wait()
        return outcomes.withLock { $0 }
    }

    private func note(_ outcome: String) {
        outcomes.withLock { $0[outcome, default: 0] += 1 }
    }
}
