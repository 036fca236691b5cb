import Credentials
import JSON
import Store

/// The app's operations on task runs (deck-v2.md sections 6.3 and 6.4).
enum TaskRunHandlers {
    static let notFound = DeckKind.notFound("task_run")

    static func list(_ call: DeckCall, _ store: inout Store) throws -> Response {
        let grant = try call.caller.grant(ReadTaskRun.self)
        let query = call.input.query
        var filter = TaskRunFilter()
        filter.statuses = try query.runStatuses()
        filter.sources = try query.identifiers("source_id")
        filter.results = try query.filter("outcome")
        filter.agent = try query.identifier("agent_id")
        filter.credential = try query.identifier("credential_id")
        filter.task = try query.identifier("task_id")
        filter.createdAfter = try query.time("created_after")
        filter.createdBefore = try query.time("created_before")
        let page = try store.taskRuns(filter, try query.page(of: TaskRun.self), grant)
        return call.answer(page, id: \.id) { $0.representation() }
    }

    static func get(_ call: DeckCall, _ store: inout Store) throws -> Response {
        let grant = try call.caller.grant(ReadTaskRun.self)
        let run = try found(try store.taskRun(try call.identifier(notFound), grant), notFound)
        return call.answer(run.representation(including: call.input.query.words("include")))
    }

    static func run(_ call: DeckCall, _ store: inout Store) throws -> Response {
        let grant = try call.caller.grant(WriteTaskRun.self)
        let id: VaultTaskID = try call.identifier(.notFound("task"))
        var attributes = DeckAttributes(call.input.body)
        let request = attributes.runRequest()
        try attributes.check()
        // Judging the input may take a while, so it comes before anything is locked; a repetition does not depend on it.
        let known = try store.task(id, grant)
        let judgement = Result { try known?.check(input: request.input) }
        return try call.write(&store, grant) { store in
            let task = try found(try store.runnableTask(id, grant), .notFound("task"))
            try judgement.get()
            let now = Timestamp.now
            var parts = try request.parts(&store, within: call.limits, at: now, grant)
            if parts.isNewSession { try call.checkSessions(&store, grant) }
            let run = TaskRun(
                id: IdentifierGenerator.shared.next(), organization: grant.organization, task: id, agent: task.agent,
                source: parts.source, credential: parts.credential?.id, session: parts.session.id, lane: parts.lane,
                timeoutSeconds: task.timeoutSeconds, input: request.input, updatedAt: now)
            try store.enter(&parts, at: now, grant)
            try store.insert(run, grant)
            return Written(response: call.answer(run.representation(), status: 201))
        }
    }

    static func cancel(_ call: DeckCall, _ store: inout Store) throws -> Response {
        let grant = try call.caller.grant(WriteTaskRun.self)
        let id: TaskRunID = try call.identifier(notFound)
        return try call.write(&store, grant) { store in
            var held = try found(try store.heldRun(id, grant), notFound)
            switch held.run.status {
            case .completed, .failed: throw Failure.conflict(.runEnded, "The run has ended.")
            case .canceling, .canceled: break
            default:
                held.run.requestCancellation(at: .now)
                try store.settle(&held, at: .now)
            }
            return Written(response: call.answer(held.run.representation()))
        }
    }
}

extension Store {
    /// The session of a run that is to begin: a new one, or one that is no longer idle.
    fileprivate mutating func enter(
        _ parts: inout TaskRunRequest.Parts, at now: Timestamp, _ grant: VaultGrant<WriteTaskRun>
    ) throws {
        if parts.isNewSession {
            try insert(parts.session, grant)
        } else if parts.session.status == .idle {
            try move(&parts.session, to: .queued, at: now)
        }
    }
}

extension DeckCall {
    /// - Throws: `rateLimited` when as many sessions run as may (deck-v2.md section 1.7).
    fileprivate func checkSessions(_ store: inout Store, _ grant: VaultGrant<WriteTaskRun>) throws {
        guard limits.sessions > 0, try store.runningSessions(upTo: limits.sessions, grant) >= limits.sessions else {
            return
        }
        throw Failure(.rateLimited, "Too many sessions are running.", kind: .sessionLimitExceeded, retryAfter: 10)
    }
}

extension DeckQuery {
    /// Statuses to filter by, `canceling` also in its other spelling (section 11).
    fileprivate func runStatuses() throws(Failure) -> [TaskRunStatus] {
        var statuses: [TaskRunStatus] = []
        for text in try filterWords("status") {
            guard let status = TaskRunStatus(rawValue: text == "cancelling" ? "canceling" : text) else {
                throw .refused("status", "status has an unknown value.")
            }
            if !statuses.contains(status) { statuses.append(status) }
        }
        return statuses
    }

    /// The one id to filter by; one that cannot be any object's lets nothing through.
    fileprivate func identifier<Kind>(_ name: String, _: Kind.Type = Kind.self) throws(Failure) -> Identifier<Kind>? {
        try filterText(name).map { Identifier<Kind>($0) ?? Identifier(number: 0) }
    }
}
