public import Credentials
public import JSON
import MariaDB
import Secrets

extension Store {
    /// Keeps a user's answer, sealed, until the worker asks for it.
    public mutating func keep(answer: JSONObject, of held: HeldRun, _ grant: VaultGrant<WriteTaskRun>) throws {
        guard let key = try dataKey(about: held.run.credential, in: grant.organization) else {
            throw StoreFailure.missingDataKey
        }
        let sealed = try key.seal(JSON.object(answer).encoded(), held.run.answerPlace).bytes
        try session.execute("UPDATE task_runs SET interaction_answer = \(sealed) WHERE id = \(held.run.id)")
    }

    /// Hands the user's answer to the worker and erases it.
    ///
    /// - Returns: `nil` when there is none.
    public mutating func takeAnswer(of held: inout HeldRun, at now: Timestamp, _: WorkerGrant) throws -> JSONObject? {
        guard held.run.isAnswered else { return nil }
        let sealed = try session.first("SELECT interaction_answer FROM task_runs WHERE id = \(held.run.id)") {
            try $0("interaction_answer", as: [UInt8]?.self)
        }
        guard let bytes = sealed ?? nil,
            let key = try dataKey(about: held.run.credential, in: held.run.organization)
        else { return nil }
        let opened = try JSON(parsing: try key.open(SealedValue(bytes: bytes), held.run.answerPlace))
        held.run.isAnswered = false
        try settle(&held, at: now)
        guard case .object(let answer) = opened else { return nil }
        return answer
    }

    /// Has runs go without a credential that is being deleted and is locked: those that wait for it fail, and what its user
    /// answered is erased.
    public mutating func withdrawFromRuns(
        _ credential: VaultCredentialID, at now: Timestamp, _ grant: VaultGrant<WriteVaultCredential>
    ) throws {
        let ids = try session.rows(
            """
            SELECT id FROM task_runs FORCE INDEX (task_runs_by_credential)
            WHERE organization_id = \(grant.organization) AND credential_id = \(credential)
                AND status IN ('queued', 'running') AND (status = 'queued' OR interaction_answer IS NOT NULL)
            """
        ) { try $0("id", as: TaskRunID.self) }
        for id in ids {
            guard var held = try heldRun(id, grant) else { continue }
            if held.run.status == .queued { held.run.fail(with: [RunError.credentialDeleted.json], at: now) }
            held.run.isAnswered = false
            try settle(&held, at: now)
        }
    }
}

extension TaskRun {
    fileprivate var answerPlace: SealPlace {
        SealPlace(scope: organization.number, object: id.number, field: "interaction_answer")
    }
}
