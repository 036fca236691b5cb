import Credentials
import JSON
import Store

/// The operations on tasks (deck-v2.md section 6.2).
enum VaultTaskHandlers {
    private static let notFound = DeckKind.notFound("task")

    static func list(_ call: DeckCall, _ store: inout Store) throws -> Response {
        let grant = try call.caller.grant(ReadTask.self)
        var filter = VaultTaskFilter()
        filter.agents = try call.input.query.identifiers("agent_id")
        filter.statuses = try call.input.query.filter("status")
        let page = try store.tasks(filter, try call.input.query.page(of: VaultTask.self), grant)
        return call.answer(page, id: \.id) { $0.representation }
    }

    static func get(_ call: DeckCall, _ store: inout Store) throws -> Response {
        let grant = try call.caller.grant(ReadTask.self)
        let task = try store.task(try call.identifier(notFound), grant)
        return call.answer(try found(task, notFound).representation)
    }

    static func create(_ call: DeckCall, _ store: inout Store) throws -> Response {
        let grant = try call.caller.grant(WriteTask.self)
        var attributes = DeckAttributes(call.input.body)
        let wanted = attributes.newTask()
        try attributes.check()
        return try call.write(&store, grant) { store in
            let agent = try agent(wanted.agent, &store, grant)
            var task = VaultTask(id: IdentifierGenerator.shared.next(), agent: agent.id, name: "", updatedAt: .now)
            wanted.apply(to: &task)
            try store.insert(task, grant)
            try store.record(.taskCreated, task.eventData, in: grant.organization)
            return Written(response: call.answer(task.representation, status: 201))
        }
    }

    static func update(_ call: DeckCall, _ store: inout Store) throws -> Response {
        var attributes = DeckAttributes(call.input.body)
        let change = attributes.taskChange()
        try attributes.check()
        return try write(call, &store, .taskUpdated) { task, store, grant in
            if change.agent != nil { task.agent = try agent(change.agent, &store, grant).id }
            change.apply(to: &task)
        }
    }

    static func reset(_ call: DeckCall, _ store: inout Store) throws -> Response {
        try write(call, &store, .taskReset) { task, _, _ in task.status = .learning }
    }

    static func delete(_ call: DeckCall, _ store: inout Store) throws -> Response {
        let grant = try call.caller.grant(WriteTask.self)
        let id: VaultTaskID = try call.identifier(notFound)
        return try call.write(&store, grant) { store in
            let task = try found(try store.lockedTask(id, grant), notFound)
            try store.delete(id, at: .now, grant)
            try store.record(.taskDeleted, task.eventData, in: grant.organization)
            return Written(response: call.answer(deletion(of: id, "task")))
        }
    }

    /// Changes a task and tells of it.
    private static func write(
        _ call: DeckCall, _ store: inout Store, _ event: VaultEventType,
        _ change: (inout VaultTask, inout Store, VaultGrant<WriteTask>) throws -> Void
    ) throws -> Response {
        let grant = try call.caller.grant(WriteTask.self)
        let id: VaultTaskID = try call.identifier(notFound)
        return try call.write(&store, grant) { store in
            var task = try found(try store.lockedTask(id, grant), notFound)
            try change(&task, &store, grant)
            task.updatedAt = .now
            try store.update(task, grant)
            try store.record(event, task.eventData, in: grant.organization)
            return Written(response: call.answer(task.representation))
        }
    }

    /// The agent that a task is to belong to, locked so that it outlives the transaction.
    private static func agent(
        _ text: String?, _ store: inout Store, _ grant: VaultGrant<WriteTask>
    ) throws -> Agent {
        let agent = try text.flatMap(AgentID.init).flatMap { try store.lockedAgent($0, grant) }
        return try found(agent, .notFound("agent"), field: "agent_id")
    }
}
