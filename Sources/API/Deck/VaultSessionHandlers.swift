import Credentials
import JSON
import Store

/// The operations on sessions of task runs (deck-v2.md section 6.5).
enum VaultSessionHandlers {
    private static let notFound = DeckKind.notFound("session")

    static func get(_ call: DeckCall, _ store: inout Store) throws -> Response {
        let grant = try call.caller.grant(ReadVaultSession.self)
        let session = try found(try store.vaultSession(try call.identifier(notFound), grant), notFound)
        return call.answer(session.representation(with: try store.runs(of: session.id, grant)))
    }

    static func end(_ call: DeckCall, _ store: inout Store) throws -> Response {
        let grant = try call.caller.grant(WriteVaultSession.self)
        let id: VaultSessionID = try call.identifier(notFound)
        return try call.write(&store, grant) { store in
            let session = try found(try store.end(id, at: .now, grant), notFound)
            return Written(
                response: call.answer(session.representation(with: try store.runs(of: id, grant))))
        }
    }
}
