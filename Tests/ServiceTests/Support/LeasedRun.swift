import JSON
import Testing

/// A run that a worker has.
struct LeasedRun: Sendable {
    let worker: VaultUser
    let id: String
    let lease: String

    /// What the worker says of it.
    func request(_ call: String, _ body: JSON? = [:], method: String = "POST") throws -> [UInt8] {
        try worker.request(method, "task-runs/\(id)/\(call)", body, headers: ["Deck-Lease": lease])
    }

    @discardableResult
    func send(_ call: String, _ body: JSON? = [:], method: String = "POST") throws -> Answer {
        try worker.stack.exchange(try request(call, body, method: method))
    }
}

extension VaultUser {
    /// Takes a run of a source, which must wait there.
    func claim(from source: String) throws -> LeasedRun {
        let claimed = try send("POST", "task-runs/claim", ["source_ids": [.text(source)]])
        try #require(claimed.status == 200, "\(claimed.status) \(claimed.problems)")
        return try LeasedRun(worker: self, claimed: claimed.object)
    }
}

extension LeasedRun {
    /// The run that the answer to a claim tells of.
    init(worker: VaultUser, claimed: JSONObject) throws {
        guard case .object(let lease)? = claimed["lease"] else { throw WrongType(name: "lease") }
        self.init(worker: worker, id: try claimed.text("id"), lease: try lease.text("token"))
    }
}
