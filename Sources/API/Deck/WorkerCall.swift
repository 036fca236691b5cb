import Credentials
import JSON
import Secrets
import Store

extension DeckCall {
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

    /// When a call that waits gives up.
    func waitingEnd(seconds: Int) -> ContinuousClock.Instant {
        arrival + .seconds(seconds)
    }

    /// Waits a moment, or gives up with 204.
    func wait(seconds: Int) -> Outcome {
        let end = waitingEnd(seconds: seconds)
        let now = ContinuousClock.now
        return now < end ? .wait(until: min(end, now + .seconds(1))) : .respond(.empty())
    }
}
