import Credentials
import JSON
import Store

/// The worker's operations on task runs (deck-v2.md section 9).
enum WorkerHandlers {
    static func claim(_ call: DeckCall, _ store: inout Store) throws -> Step {
        let grant = try call.caller.grant(.claim)
        var attributes = DeckAttributes(call.input.body)
        let (wish, wait) = attributes.claim()
        try attributes.check()
        try store.expireRuns(at: .now, limit: 5)
        guard let claimed = try store.claim(wish, at: .now, grant) else { return call.wait(seconds: wait) }
        return .done(call.answer(claimed.representation))
    }

    static func release(_ call: DeckCall, _ store: inout Store) throws -> Step {
        let grant = try call.caller.grant(.useCredentials)
        var attributes = DeckAttributes(call.input.body)
        let release = attributes.release()
        try attributes.check()
        return .done(
            try call.withLeasedRun(&store, grant) { held, store, now in
                let credential = try found(held.credential, .notFound("credential"))
                guard credential.status != .deleted else { throw held.lostSecret }
                guard held.run.status != .canceling else {
                    throw Failure.conflict(.runCanceling, "The run is to stop.")
                }
                guard (held.run.lease?.releases ?? 0) < RunLease.maximumReleases else {
                    throw Failure.conflict(.releaseLimitReached, "The secret was read too often.")
                }
                let payload = try found(try store.release(&held, at: now, grant))
                var answer: JSONObject = [
                    "object": "auth_credentials", "task_run_id": JSON(held.run.id),
                    "credential_id": JSON(credential.id),
                    "credential_version": .number(JSONNumber(credential.version)),
                    "auth_method": JSON(credential.method),
                ]
                for member in try release.member(payload, of: held.run.id, credential) {
                    answer[member.name] = member.value
                }
                return call.answer(answer)
            })
    }

    static func heartbeat(_ call: DeckCall, _ store: inout Store) throws -> Step {
        let grant = try call.caller.grant(.report)
        return .done(
            try call.withLeasedRun(&store, grant) { held, store, now in
                let end = now.adding(seconds: held.run.lease?.seconds ?? 0)
                held.run.lease?.expiresAt = end
                try store.settle(&held, at: now)
                return call.answer([
                    "object": "heartbeat", "status": JSON(held.run.status),
                    "lease": ["expires_at": .text(end.iso8601)],
                ])
            })
    }

    static func report(_ call: DeckCall, _ store: inout Store) throws -> Step {
        let grant = try call.caller.grant(.report)
        var attributes = DeckAttributes(call.input.body)
        let report = attributes.loginReport()
        try attributes.check()
        guard let report else { throw Failure.missing("outcome") }
        return .done(
            try call.withLeasedRun(&store, grant, afterEnd: true) { held, store, now in
                try store.take(report, of: &held, at: now, grant)
                return call.answer(held.reportRepresentation)
            })
    }

    static func complete(_ call: DeckCall, _ store: inout Store) throws -> Step {
        let grant = try call.caller.grant(.report)
        var attributes = DeckAttributes(call.input.body)
        let output = attributes.json("output", bytes: TaskRun.longestValue).value
        let report = attributes.embeddedReport()
        if report?.outcome.runError != nil {
            attributes.refuse("authentication.outcome", "must not be of a login that failed.")
        }
        try attributes.check()
        try call.checkOutput(output, &store, grant)
        return .done(
            try call.withLeasedRun(&store, grant) { held, store, now in
                try store.end(&held, saying: report ?? held.reportOfCompletion, at: now, grant) { run, redaction in
                    run.complete(with: output, redacted: redaction, at: now)
                }
                return call.answer(held.run.representation())
            })
    }

    static func fail(_ call: DeckCall, _ store: inout Store) throws -> Step {
        let grant = try call.caller.grant(.report)
        var attributes = DeckAttributes(call.input.body)
        let errors = attributes.runErrors()
        let report = attributes.embeddedReport()
        try attributes.check()
        return .done(
            try call.withLeasedRun(&store, grant) { held, store, now in
                let said = report ?? held.reportOfFailure(errors)
                try store.end(&held, saying: said, at: now, grant) { run, redaction in
                    run.fail(with: errors.map { $0.redacted(by: redaction).json }, at: now)
                }
                return call.answer(held.run.representation())
            })
    }
}

extension TaskRun {
    /// It is done; an output that cannot be searched for what was released is withheld, and the run says so.
    fileprivate mutating func complete(with output: JSON?, redacted redaction: Redaction?, at now: Timestamp) {
        complete(with: redaction.flatMap { redaction in output.map { redaction.json($0) } }, at: now)
        if output != nil, redaction == nil { errors = [RunError.outputWithheld.json] }
    }
}

extension RunError {
    /// The error without what was released; without all that might hold it, when that cannot be told any more.
    fileprivate func redacted(by redaction: Redaction?) -> RunError {
        guard let redaction else { return RunError(type: "task", code: "error", message: "[redacted]") }
        return RunError(
            type: redaction.text(type), code: redaction.text(code), message: redaction.text(message),
            field: field.map(redaction.text))
    }
}

extension DeckCall {
    /// - Throws: `conflict` without a living lease, `malformed` when the output breaks the task's schema. Judging takes a
    ///   while, so nothing is locked.
    fileprivate func checkOutput(_ output: JSON?, _ store: inout Store, _ grant: WorkerGrant) throws {
        let run = try leasedRun(&store, grant)
        guard run.status != .canceling else { return }
        try store.task(of: run, grant)?.check(output: output)
    }
}
