import Credentials
import JSON
import Store

/// What a worker asks users during a run, and what they answer (deck-v2.md section 6.4 and decision 5).
enum InteractionHandlers {
    static func ask(_ call: DeckCall, _ store: inout Store) throws -> Step {
        let grant = try call.caller.grant(.report)
        var attributes = DeckAttributes(call.input.body)
        let (question, seconds) = attributes.question()
        try attributes.check()
        return .done(
            try call.withLeasedRun(&store, grant) { held, store, now in
                guard held.run.status != .canceling else {
                    throw Failure.conflict(.runCanceling, "The run is to stop.")
                }
                let redaction = try store.redaction(of: held, grant)
                guard case .object(let asked) = redaction?.json(.object(question), keepingNames: true) ?? .null else {
                    throw held.lostSecret
                }
                if held.run.status == .interactionRequired {
                    guard held.run.interaction == asked else {
                        throw Failure.conflict(.interactionPending, "The user was asked something else.")
                    }
                } else {
                    held.run.ask(asked, until: now.adding(seconds: seconds), at: now)
                    try store.settle(&held, at: now)
                }
                return call.answer([
                    "object": "interaction_request", "task_run_id": JSON(held.run.id),
                    "status": JSON(held.run.status),
                    "expires_at": held.run.interactionExpiresAt.map { .text($0.iso8601) } ?? .null,
                ])
            })
    }

    static func answer(_ call: DeckCall, _ store: inout Store) throws -> Response {
        let grant = try call.caller.grant(WriteTaskRun.self)
        let id: TaskRunID = try call.identifier(TaskRunHandlers.notFound)
        let now = Timestamp.now
        if let due = try store.taskRun(id, grant)?.nextExpiry, due <= now { try store.expire(id, at: now) }
        return try call.write(&store, grant) { store in
            var held = try found(try store.heldRun(id, grant), TaskRunHandlers.notFound)
            guard held.run.status == .interactionRequired, let question = held.run.interaction else {
                throw Failure.conflict(.interactionNotRequested, "The run does not ask for anything.")
            }
            guard held.credential?.status != .deleted else {
                throw Failure.conflict(.credentialDeleted, "The credential is deleted.")
            }
            var attributes = DeckAttributes(call.input.body)
            let input = attributes.answer(to: question)
            try attributes.check()
            held.run.resume(at: now)
            try store.settle(&held, at: now)
            try store.keep(answer: input, of: held, grant)
            return Written(response: call.answer(held.run.representation()))
        }
    }

    static func take(_ call: DeckCall, _ store: inout Store) throws -> Step {
        let grant = try call.caller.grant(.report)
        let wait = try call.input.query.waitSeconds()
        let (input, isAsked) = try call.withLeasedRun(&store, grant) { held, store, now in
            (try store.takeAnswer(of: &held, at: now, grant), held.run.status == .interactionRequired)
        }
        if let input { return .done(call.answer(["input": .object(input)])) }
        return isAsked ? call.wait(seconds: wait) : .done(.empty())
    }
}

extension DeckAttributes {
    /// What the user is to be asked, and for how many seconds.
    fileprivate mutating func question() -> (JSONObject, seconds: Int) {
        let type = requiredText("type") ?? ""
        let message = text("message", limit: .codePoints(2000)).value
        let items = array("fields").value ?? []
        if !(1...20).contains(items.count) { refuse("fields", "must be an array of 1 to 20 objects.") }
        let fields = items.prefix(20).map { field($0) }
        if Set(fields.map { $0["name"]?.text }).count < fields.count { refuse("fields", "has a name twice.") }
        let seconds = integer("timeout_seconds", in: TaskRun.interactionTimeouts) ?? 300
        return (
            [
                "type": .text(type), "message": message.map { .text($0) } ?? .null,
                "fields": .array(fields.map(JSON.object)),
            ], seconds
        )
    }

    private mutating func field(_ value: JSON) -> JSONObject {
        guard case .object(let object) = value else {
            refuse("fields", "must hold objects.")
            return [:]
        }
        var inner = DeckAttributes(object, path: path + "fields.")
        let name = inner.requiredText("name") ?? ""
        let (type, label) = (inner.text("type").value, inner.text("label").value)
        take(inner)
        return [
            "name": .text(name), "type": type.map { .text($0) } ?? .null, "label": label.map { .text($0) } ?? .null,
        ]
    }

    /// What the user says to each field that was asked for; anything else is left out.
    fileprivate mutating func answer(to question: JSONObject) -> JSONObject {
        guard let input = object("input").value else {
            if problems.isEmpty { miss("input") }
            return [:]
        }
        var inner = DeckAttributes(input, path: path + "input.")
        var answer = JSONObject()
        guard case .array(let fields)? = question["fields"] else { return answer }
        for case .object(let field) in fields {
            guard let name = field["name"]?.text else { continue }
            let text = inner.requiredText(name, limit: .bytes(4096))
            answer[name] = text.map { .text($0) }
        }
        take(inner)
        return answer
    }
}

extension DeckQuery {
    /// For how long a worker waits.
    fileprivate func waitSeconds() throws(Failure) -> Int {
        guard let text = try text("wait_seconds") else { return 0 }
        guard let seconds = Int(text), (0...20).contains(seconds) else {
            throw .refused("wait_seconds", "wait_seconds must be a number from 0 to 20.")
        }
        return seconds
    }
}
