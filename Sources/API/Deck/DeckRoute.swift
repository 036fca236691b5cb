import Credentials
import Store

/// One verb on one kind of path of `/v2`.
struct DeckRoute: RoutableEntry {
    let method: String
    let path: PathPattern
    let action: Action

    /// Who may call a route, and what it does; it runs on the thread that owns the store.
    enum Action: Sendable {
        /// Any key.
        case any(@Sendable (DeckCall) -> Response)
        /// Apps, for an operation in their organization.
        case app(any VaultOperation.Type, @Sendable (DeckCall, inout Store) throws -> Response)
        /// Workers, for what their scopes name.
        case worker(WorkerScope, @Sendable (DeckCall, inout Store) throws -> Step)
    }

    init(_ method: String, _ template: String, _ action: Action) {
        self.method = method
        self.action = action
        path = PathPattern(template)
    }
}
