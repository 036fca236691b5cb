import Dispatch
import Synchronization

import class Foundation.Thread

@testable import Store

/// Threads that each have a store; they end with the crew's last job.
final class TestCrew: Crew {
    private let jobs = Mutex<[@Sendable (inout Store) -> Void]>([])
    private let news = DispatchSemaphore(value: 0)
    private let threads = DispatchGroup()
    private let count: Int
    private let isOver = Atomic(false)

    /// Starts so many threads, whose stores `make` makes; they begin to work once nothing has entered `start`, if there is one.
    init(
        _ count: Int = 4, start: DispatchGroup? = nil, _ make: @escaping @Sendable (any Crew) throws -> Store
    ) {
        self.count = count
        for _ in 0..<count {
            threads.enter()
            Thread.detachNewThread { [self] in
                start?.wait()
                if var store = try? make(self) { work(&store) }
                threads.leave()
            }
        }
    }

    func willWait() {}

    func perform(_ job: @escaping @Sendable (inout Store) -> Void) {
        jobs.withLock { $0.append(job) }
        news.signal()
    }

    func perform(after delay: Duration, _ job: @escaping @Sendable (inout Store) -> Void) {
        DispatchQueue.global().asyncAfter(deadline: .now() + delay / .seconds(1)) { self.perform(job) }
    }

    /// Ends the threads, after the jobs that are there.
    func end() {
        isOver.store(true, ordering: .relaxed)
        for _ in 0..<count { news.signal() }
        threads.wait()
    }

    private func work(_ store: inout Store) {
        while true {
            news.wait()
            guard let job = jobs.withLock({ $0.isEmpty ? nil : $0.removeFirst() }) else {
                if isOver.load(ordering: .relaxed) { return }
                continue
            }
            job(&store)
        }
    }
}
