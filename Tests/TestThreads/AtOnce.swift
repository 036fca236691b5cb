import Dispatch
import Synchronization

import class Foundation.Thread

/// Runs the body on threads of its own, all at once, and returns what it gave, in the order of its numbers (from 0).
///
/// Not tasks: of those no more run at a time than there are cores, so tasks that wait for one another while others keep
/// the cores busy wait for ever.
///
/// - Throws: one of the errors that the body threw, when all have ended.
public func atOnce<Value: Sendable>(
    _ count: Int, _ body: @escaping @Sendable (Int) throws -> Value
) throws -> [Value] {
    let results = Mutex<[Int: Result<Value, any Error>]>([:])
    let running = DispatchGroup()
    for number in 0..<count {
        running.enter()
        Thread.detachNewThread {
            let result = Result { try body(number) }
            results.withLock { $0[number] = result }
            running.leave()
        }
    }
    running.wait()
    return try results.withLock { results in try (0..<count).compactMap { try results[$0]?.get() } }
}
