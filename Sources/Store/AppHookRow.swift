import Credentials
import MariaDB
import Secrets

/// A row of `app_hooks`, its secrets still sealed.
struct AppHookRow: Sendable {
    let id: AppHookID
    let account: AccountID
    let realm: RealmID?
    private let state: ActivityState
    private let eventTypes: [EventType]
    private let delay: Int
    private let destination: SealedValue
    private let signingSecret: SealedValue

    init(_ row: Row) throws {
        id = try row("id")
        account = try row("account_id")
        realm = try row("realm_id")
        state = try row("state")
        eventTypes = try row("event_types", as: TextList<EventType>.self).words
        delay = try row("delay_seconds")
        destination = SealedValue(bytes: try row("destination"))
        signingSecret = SealedValue(bytes: try row("signing_secret"))
    }

    func opened(with key: DataKey) throws -> AppHook {
        guard let signingSecret = WebhookSecret(try opened(signingSecret, "signing_secret", with: key)) else {
            throw SealError.malformed
        }
        var hook = AppHook(
            id: id, account: account, realm: realm, destination: try opened(destination, "destination", with: key),
            signingSecret: signingSecret)
        hook.state = state
        hook.eventTypes = eventTypes
        hook.delay = delay
        return hook
    }

    private func opened(_ sealed: SealedValue, _ field: String, with key: DataKey) throws -> Secret {
        Secret(utf8: try key.open(sealed, Self.place(field, of: id, scope: realm?.number ?? account.number)))
    }

    static func place(_ field: String, of hook: AppHookID, scope: UInt128) -> SealPlace {
        SealPlace(scope: scope, object: hook.number, field: field)
    }
}

let appHookColumns: StaticString = """
    id, account_id, realm_id, state, event_types, delay_seconds, destination, signing_secret
    """

extension AppHook {
    /// Where one of its secrets is sealed to.
    func place(_ field: String) -> SealPlace {
        AppHookRow.place(field, of: id, scope: realm?.number ?? account.number)
    }
}
