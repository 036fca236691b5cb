public import Credentials
import MariaDB

extension Store {
    /// Lets what has taken too long have its consequence, a bounded number of runs.
    ///
    /// - Returns: how many were looked at.
    @discardableResult
    public mutating func expireRuns(at now: Timestamp, limit: Int) throws -> Int {
        let due = try session.rows(
            "SELECT id FROM task_runs WHERE next_expiry_at <= \(now) ORDER BY next_expiry_at LIMIT \(limit)"
        ) { try $0("id", as: TaskRunID.self) }
        for id in due { try expire(id, at: now) }
        return due.count
    }

    /// The same for one run, in a transaction of its own.
    public mutating func expire(_ id: TaskRunID, at now: Timestamp) throws {
        try transaction { store in
            guard let run = try store.taskRun(where: "id = \(id)"), var held = try store.held(run) else { return }
            held.run.expire(at: now)
            if held.run.status == .queued, held.credential?.status == .deleted {
                held.run.fail(with: [RunError.credentialDeleted.json], at: now)
            }
            try store.settle(&held, at: now)
        }
    }
}
