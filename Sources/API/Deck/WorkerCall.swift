import Credentials
import JSON
import Secrets
import Store

extension DeckCall {
    /// A run that the caller has a lease on, as it is now.
    ///
    /// - Throws: like ``withLeasedRun(_:_:afterEnd:_:)``.
    func leasedRun(_ store: inout Store, _ grant: WorkerGrant) throws -> TaskRun {
        let id: TaskRunID = try identifier(TaskRunHandlers.notFound)
        let run = try found(try store.taskRun(id, grant), TaskRunHandlers.notFound)
        try check(run, afterEnd: false, at: .now)
        return run
    }

    /// Does something with a run that the caller has a lease on, in one transaction.
    ///
    /// - Throws: `notFound` for a run out of the key's reach, `conflict` without a living lease or after the run's end.
    func withLeasedRun<Result>(
        _ store: inout Store, _ grant: WorkerGrant, afterEnd: Bool = false,
        _ body: (inout HeldRun, inout Store, Timestamp) throws -> Result
    ) throws -> Result {
        let id: TaskRunID = try identifier(TaskRunHandlers.notFound)
        let now = Timestamp.now
        if let due = try store.taskRun(id, grant)?.nextExpiry, due <= now { try store.expire(id, at: now) }
        return try store.transaction { store in
            var held = try found(try store.heldRun(id, grant), TaskRunHandlers.notFound)
            try check(held.run, afterEnd: afterEnd, at: now)
            return try body(&held, &store, now)
        }
    }

    private func check(_ run: TaskRun, afterEnd: Bool, at now: Timestamp) throws(Failure) {
        guard let token = lease, let lease = run.lease, now < lease.expiresAt,
            Digest.constantTimeEqual(lease.digest, RunLease.digest(of: Secret(token)))
        else { throw .conflict(.leaseLost, "The lease is not valid, or not any more.") }
        if run.status.isEnd, !afterEnd { throw .conflict(.runEnded, "The run has ended.") }
    }

    /// Waits a moment, or gives up with 204. A moment is random, so that many who wait look at different times: the more there
    /// are, the sooner one of them finds what came.
    func wait(seconds: Int) -> Step {
        let (now, end) = (ContinuousClock.now, arrival + .seconds(seconds))
        guard now < end else { return .done(.empty()) }
        return .wait(until: min(end, now + .milliseconds(Int.random(in: 200...600))))
    }
}
