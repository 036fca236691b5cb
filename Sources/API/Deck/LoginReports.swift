import Credentials
import JSON
import Store

extension Store {
    /// Takes a worker's first word on a run's login: the credential follows if it is still what was tried, and the run ends
    /// if the login failed (deck-v2.md sections 9.1 and 9.2).
    ///
    /// - Throws: `conflict` for another word than the first, and after the run's end.
    mutating func take(
        _ report: LoginReport, of held: inout HeldRun, at now: Timestamp, _ grant: WorkerGrant
    ) throws {
        guard try note(report, of: &held, at: now, grant) else { return }
        if held.run.status == .canceling {
            if report.outcome.runError != nil { held.run.cancel(at: now) }
        } else if let error = report.outcome.runError {
            held.run.fail(with: [error.json], at: now)
        }
        try settle(&held, at: now)
    }

    /// Ends a run as its worker says, or as canceled if that was asked for.
    mutating func end(
        _ held: inout HeldRun, saying report: LoginReport?, at now: Timestamp, _ grant: WorkerGrant,
        _ body: (inout TaskRun, Redaction?) -> Void
    ) throws {
        let isCanceled = held.run.status == .canceling
        if let report { _ = try note(report, of: &held, at: now, grant) }
        let redaction = try lastingRedaction(of: held, grant)
        if isCanceled { held.run.cancel(at: now) } else { body(&held.run, redaction) }
        try settle(&held, at: now)
    }

    /// What to take out of a worker's words; `nil` when the secret that it read has been replaced or deleted since, so that
    /// anything might hold it.
    mutating func redaction(of held: HeldRun, _ grant: WorkerGrant) throws -> Redaction? {
        guard let version = held.run.releasedVersion else { return Redaction(of: nil) }
        guard version == held.credential?.version else { return nil }
        return try payload(of: held, grant).map { Redaction(of: $0) }
    }

    /// The same for words that are kept for good: also `nil` when the worker has read what was replaced before it read what
    /// there is now, because then only a part of what it read is known.
    private mutating func lastingRedaction(of held: HeldRun, _ grant: WorkerGrant) throws -> Redaction? {
        try hasReadOlderVersion(of: held.run, grant) ? nil : redaction(of: held, grant)
    }

    /// - Returns: whether the report is the first.
    private mutating func note(
        _ given: LoginReport, of held: inout HeldRun, at now: Timestamp, _ grant: WorkerGrant
    ) throws -> Bool {
        let redaction = try lastingRedaction(of: held, grant)
        var report = LoginReport(
            outcome: given.outcome, version: given.version ?? held.run.releasedVersion,
            message: given.message.map { redaction?.text($0) ?? "[redacted]" })
        if let first = held.run.report {
            // The words of the first cannot be compared once what was taken out of them is gone.
            guard first.repeats(report, worded: redaction != nil) else {
                let isOver = held.run.status.isEnd
                throw isOver && first.outcome.runError == nil
                    ? Failure.conflict(.runEnded, "The run has ended.")
                    : Failure.conflict(.reportConflict, "The login was reported otherwise before.")
            }
            return false
        }
        guard !held.run.status.isEnd else { throw Failure.conflict(.runEnded, "The run has ended.") }
        if let occurrence = report.outcome.occurrence, let credential = held.credential,
            credential.method == .usernamePassword, credential.status != .deleted,
            credential.version == report.version
        {
            report.isApplied = true
            if try apply(occurrence, to: &held, at: now, grant), let credential = held.credential {
                try record(credential.status.event, credential.eventData, in: held.run.organization)
            }
        }
        held.run.report = report
        return true
    }
}

extension HeldRun {
    /// Why what the worker read, or wants to read, is not there any more.
    var lostSecret: Failure {
        credential?.status == .deleted
            ? .conflict(.credentialDeleted, "The credential is deleted.")
            : .conflict(.credentialChanged, "The credential was changed: read it again.")
    }

    /// What a completion says of a login that was not reported: that it succeeded, if the secret was read.
    var reportOfCompletion: LoginReport? {
        guard run.status != .canceling, run.report == nil, run.releasedVersion != nil,
            credential?.method == .usernamePassword
        else { return nil }
        return LoginReport(outcome: .succeeded, version: nil, message: nil)
    }

    /// What a failure says of it: that it was refused, if that is among the errors.
    func reportOfFailure(_ errors: [RunError]) -> LoginReport? {
        guard run.status != .canceling, run.report == nil,
            errors.contains(where: { $0.type == "auth" && $0.code == "auth_invalid" })
        else { return nil }
        return LoginReport(outcome: .rejected, version: nil, message: nil)
    }

    /// The run's report as its worker is told; the credential's status is the one that the report led to.
    var reportRepresentation: JSONObject {
        let applied = run.report?.isApplied ?? false
        let followed = run.report?.outcome.occurrence.map { VaultCredentialStatus.unverified.after($0) }
        let status = applied ? followed : credential?.status
        return [
            "object": "authentication", "task_run_id": JSON(run.id), "credential_id": JSON(run.credential),
            "outcome": run.report.map { JSON($0.outcome) } ?? .null, "applied": .bool(applied),
            "credential_status": status.map { JSON($0) } ?? .null,
        ]
    }
}
