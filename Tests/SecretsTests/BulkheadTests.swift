import Dispatch
import Foundation
import Synchronization
import Testing

@testable import Secrets

@Suite struct BulkheadTests {
    @Test("with the slot held and the waiting room full the next is refused, and the waiting one gets its turn")
    func overflow() {
        let bulkhead = Bulkhead(concurrency: 1, waiting: 1, patience: .seconds(60))
        let (held, release, waiterRan) = (
            DispatchSemaphore(value: 0), DispatchSemaphore(value: 0), DispatchSemaphore(value: 0)
        )
        Thread.detachNewThread {
            try? bulkhead.run {
                held.signal()
                _ = release.isSignalled()
            }
        }
        #expect(held.isSignalled())
        Thread.detachNewThread { try? bulkhead.run { _ = waiterRan.signal() } }
        #expect(eventually { bulkhead.occupancy == 2 })
        #expect(throws: HashingError.overloaded) { try bulkhead.run {} }
        #expect(waiterRan.wait(timeout: .now()) == .timedOut)
        release.signal()
        #expect(waiterRan.isSignalled())
        #expect(eventually { bulkhead.occupancy == 0 })
        #expect(throws: Never.self) { try bulkhead.run {} }
    }

    @Test("who has waited for long enough is refused, and leaves the waiting room")
    func patience() throws {
        let bulkhead = Bulkhead(concurrency: 1, waiting: 1, patience: .milliseconds(20))
        try bulkhead.run {
            _ = #expect(throws: HashingError.overloaded) { try bulkhead.run {} }
            #expect(bulkhead.occupancy == 1)
        }
        #expect(throws: Never.self) { try bulkhead.run {} }
    }

    @Test("two slots let two work at once and never three")
    func concurrency() {
        let bulkhead = Bulkhead(concurrency: 2, waiting: 6, patience: .seconds(60))
        let seen = Mutex((inside: 0, most: 0, finished: 0))
        withThreads(8) {
            try? bulkhead.run {
                seen.withLock { $0 = ($0.inside + 1, max($0.most, $0.inside + 1), $0.finished) }
                _ = eventually { seen.withLock { $0.most >= 2 } }
                seen.withLock { $0 = ($0.inside - 1, $0.most, $0.finished + 1) }
            }
        }
        #expect(seen.withLock { $0 } == (0, 2, 8))
    }

    @Test("a slot is free again after an error")
    func errors() {
        let bulkhead = Bulkhead(concurrency: 1, waiting: 0)
        for _ in 0..<3 {
            #expect(throws: HashingError.unsupported) {
                try bulkhead.run { () throws(HashingError) in throw .unsupported }
            }
        }
        #expect(bulkhead.occupancy == 0)
    }

    @Test("there is at least one slot, whatever was configured", arguments: [0, -3])
    func leastSlots(_ number: Int) throws {
        let bulkhead = Bulkhead(concurrency: number, waiting: number)
        #expect(try bulkhead.run { bulkhead.occupancy } == 1)
        try bulkhead.run {
            _ = #expect(throws: HashingError.overloaded) { try bulkhead.run {} }
        }
    }

    private func withThreads(_ count: Int, _ work: @escaping @Sendable () -> Void) {
        let done = DispatchSemaphore(value: 0)
        for _ in 0..<count {
            Thread.detachNewThread {
                work()
                done.signal()
            }
        }
        for _ in 0..<count { #expect(done.isSignalled()) }
    }
}
