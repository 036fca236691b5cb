import Credentials
import JSON

/// The operations of the `/v2` family (deck-v2.md): this table is all that the router knows.
enum DeckRoutes {
    static let all = test + sources + credentials

    private static let test = [
        DeckRoute("GET", "/v2/test", .any { $0.answer(["status": "ready", "environment": "live"]) })
    ]

    private static let sources = [
        DeckRoute("GET", "/v2/sources", .app(ReadSource.self, SourceHandlers.list)),
        DeckRoute("POST", "/v2/sources", .app(WriteSource.self, SourceHandlers.create)),
        DeckRoute("GET", "/v2/sources/:id", .app(ReadSource.self, SourceHandlers.get)),
        DeckRoute("PATCH", "/v2/sources/:id", .app(WriteSource.self, SourceHandlers.update)),
        DeckRoute("DELETE", "/v2/sources/:id", .app(WriteSource.self, SourceHandlers.delete)),
    ]

    private static let credentials = [
        DeckRoute("GET", "/v2/credentials", .app(ReadVaultCredential.self, VaultCredentialHandlers.list)),
        DeckRoute("POST", "/v2/credentials", .app(WriteVaultCredential.self, VaultCredentialHandlers.create)),
        DeckRoute("GET", "/v2/credentials/:id", .app(ReadVaultCredential.self, VaultCredentialHandlers.get)),
        DeckRoute("PATCH", "/v2/credentials/:id", .app(WriteVaultCredential.self, VaultCredentialHandlers.update)),
        DeckRoute("DELETE", "/v2/credentials/:id", .app(WriteVaultCredential.self, VaultCredentialHandlers.delete)),
    ]
}
