import Credentials
import JSON
import Store

/// The operations on agents (deck-v2.md section 6.2).
enum AgentHandlers {
    private static let notFound = DeckKind.notFound("agent")

    static func list(_ call: DeckCall, _ store: inout Store) throws -> Response {
        let grant = try call.caller.grant(ReadAgent.self)
        let page = try store.agents(try call.input.query.page(of: Agent.self), grant)
        return call.answer(page, id: \.id) { $0.representation }
    }

    static func get(_ call: DeckCall, _ store: inout Store) throws -> Response {
        let grant = try call.caller.grant(ReadAgent.self)
        let agent = try store.agent(try call.identifier(notFound), grant)
        return call.answer(try found(agent, notFound).representation)
    }

    static func create(_ call: DeckCall, _ store: inout Store) throws -> Response {
        let grant = try call.caller.grant(WriteAgent.self)
        var attributes = DeckAttributes(call.input.body)
        let name = attributes.requiredText("name") ?? ""
        try attributes.check()
        let agent = Agent(id: IdentifierGenerator.shared.next(), name: name, updatedAt: .now)
        return try call.write(&store, grant) { store in
            try store.insert(agent, grant)
            try store.record(.agentCreated, agent.representation, in: grant.organization)
            return Written(response: call.answer(agent.representation, status: 201))
        }
    }

    static func update(_ call: DeckCall, _ store: inout Store) throws -> Response {
        let grant = try call.caller.grant(WriteAgent.self)
        let id: AgentID = try call.identifier(notFound)
        return try call.write(&store, grant) { store in
            var agent = try found(try store.lockedAgent(id, grant), notFound)
            var attributes = DeckAttributes(call.input.body)
            if let name = attributes.replacement(of: "name") { agent.name = name }
            try attributes.check()
            agent.updatedAt = .now
            try store.update(agent, grant)
            try store.record(.agentUpdated, agent.representation, in: grant.organization)
            return Written(response: call.answer(agent.representation))
        }
    }

    static func delete(_ call: DeckCall, _ store: inout Store) throws -> Response {
        let grant = try call.caller.grant(WriteAgent.self)
        let id: AgentID = try call.identifier(notFound)
        return try call.write(&store, grant) { store in
            let agent = try found(try store.lockedAgent(id, grant), notFound)
            try store.delete(agent, at: .now, grant)
            try store.record(.agentDeleted, agent.representation, in: grant.organization)
            return Written(response: call.answer(deletion(of: id, "agent")))
        }
    }
}

extension Agent {
    /// The agent as `/v2` shows it.
    fileprivate var representation: JSONObject {
        API.representation(id, "agent", ["name": .text(name)], updatedAt: updatedAt)
    }
}
