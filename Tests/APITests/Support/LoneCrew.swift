import Synchronization

@testable import API
@testable import Store

/// A crew without threads: whoever waits for an answer does the jobs.
final class LoneCrew: Crew {
    /// How a request ended.
    final class End: Sendable {
        private let state = Mutex<Outcome?>(nil)

        var outcome: Outcome? { state.withLock { $0 } }

        fileprivate func set(_ outcome: Outcome) {
            state.withLock { $0 = outcome }
        }
    }

    private let jobs = Mutex<[@Sendable (inout Store) -> Void]>([])
    private let done = Atomic(0)
    private let announced = Atomic(false)
    /// What happens before a job, the first of a crew being number 1.
    let interlude = Mutex<(@Sendable (_ number: Int) -> Void)?>(nil)

    /// Whether something said that it may wait.
    var isWaitAnnounced: Bool { announced.load(ordering: .relaxed) }

    /// How many jobs were taken.
    var jobCount: Int { done.load(ordering: .relaxed) }

    func willWait() {
        announced.store(true, ordering: .relaxed)
    }

    func perform(_ job: @escaping @Sendable (inout Store) -> Void) {
        jobs.withLock { $0.append(job) }
    }

    /// Never: what is put off is for when somebody does not come back.
    func perform(after delay: Duration, _ job: @escaping @Sendable (inout Store) -> Void) {}

    /// Lets a request go on.
    func end(of deferral: Deferral) -> End {
        let end = End()
        deferral.begin { end.set($0) }
        return end
    }

    /// The next job; there must be one.
    func next() -> @Sendable (inout Store) -> Void {
        let number = done.add(1, ordering: .relaxed).newValue
        interlude.withLock { $0 }?(number)
        return jobs.withLock { $0.removeFirst() }
    }
}
