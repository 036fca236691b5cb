import Credentials
import JSON
import Store

/// The operations on sources (deck-v2.md section 6.1).
enum SourceHandlers {
    static func list(_ call: DeckCall, _ store: inout Store) throws -> Response {
        let grant = try call.caller.grant(ReadSource.self)
        let page = try store.sources(try call.input.query.page(of: Source.self), grant)
        return call.answer(page, id: \.id) { $0.representation }
    }

    static func get(_ call: DeckCall, _ store: inout Store) throws -> Response {
        let grant = try call.caller.grant(ReadSource.self)
        let id: SourceID = try call.identifier(.sourceNotFound)
        return call.answer(try found(try store.source(id, grant), .sourceNotFound).representation)
    }

    static func create(_ call: DeckCall, _ store: inout Store) throws -> Response {
        let grant = try call.caller.grant(WriteSource.self)
        var attributes = DeckAttributes(call.input.body)
        let draft = attributes.newSource(at: .now)
        try attributes.check()
        return try call.write(&store, grant) { store in
            let source = try found(draft)
            try store.insert(source, grant)
            try store.record(.sourceCreated, source.representation, in: grant.organization)
            return Written(response: call.answer(source.representation, status: 201))
        }
    }

    static func update(_ call: DeckCall, _ store: inout Store) throws -> Response {
        let grant = try call.caller.grant(WriteSource.self)
        let id: SourceID = try call.identifier(.sourceNotFound)
        return try call.write(&store, grant) { store in
            var source = try found(try store.lockedSource(id, grant), .sourceNotFound)
            var attributes = DeckAttributes(call.input.body)
            attributes.apply(to: &source, at: .now)
            try attributes.check()
            try store.update(source, grant)
            try store.record(.sourceUpdated, source.representation, in: grant.organization)
            return Written(response: call.answer(source.representation))
        }
    }

    static func delete(_ call: DeckCall, _ store: inout Store) throws -> Response {
        let grant = try call.caller.grant(WriteSource.self)
        let id: SourceID = try call.identifier(.sourceNotFound)
        return try call.write(&store, grant) { store in
            let source = try found(try store.lockedSource(id, grant), .sourceNotFound)
            try store.delete(source, at: .now, grant)
            try store.record(.sourceDeleted, source.representation, in: grant.organization)
            return Written(response: call.answer(deletion(of: id, "source")))
        }
    }
}
