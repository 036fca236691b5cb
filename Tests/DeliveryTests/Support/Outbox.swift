import Credentials
import Delivery
import Glibc
import JSON
import Logging
import MariaDB
import Outgoing
import Secrets
import Store
import TestDatabase
import Testing

/// A migrated database with an account and a realm, to whose events hooks listen.
final class Outbox: Sendable {
    let database: TestDatabase
    /// What a file of master keys would hold.
    let masterKeys = Keyring.newEntry().line
    let keyring: Keyring
    let account: AccountID
    let realm: RealmID
    let log = CapturedLog()

    init() throws {
        database = try TestDatabase()
        var migrator = Migrator(try database.session())
        _ = try migrator.run()
        keyring = try Keyring(parsing: masterKeys)
        var store = Store(try database.session(), keyring: keyring)
        account = IdentifierGenerator.shared.next()
        try store.insert(Account(id: account, name: "Acme"))
        let realm = Realm(id: IdentifierGenerator.shared.next(), account: account, name: "Main")
        try store.create(realm, signing: try JWTKey.generate(.hs256), request: [:])
        self.realm = realm.id
    }

    /// A store with a session of its own.
    func store() throws -> Store {
        Store(try database.session(), keyring: keyring)
    }

    private var caller: Caller {
        Caller(key: .init(number: 1), account: account, permission: .manage, realmLock: nil)
    }

    /// Adds a hook for all of the account.
    @discardableResult
    func newHook(_ destination: String, _ change: (inout AppHook) -> Void = { _ in }) throws -> AppHook {
        var hook = AppHook(
            id: IdentifierGenerator.shared.next(), account: account, realm: nil, destination: Secret(destination),
            signingSecret: .generate())
        change(&hook)
        var store = try store()
        try store.insert(hook, in: nil, try caller.grant(ManageAppHook.self))
        return hook
    }

    func update(_ hook: AppHook) throws {
        var store = try store()
        try store.update(hook, try caller.grant(ManageAppHook.self))
    }

    func delete(_ hook: AppHook) throws {
        var store = try store()
        _ = try store.delete(hook.id, try caller.grant(ManageAppHook.self))
    }

    /// Records so many events.
    func record(_ count: Int = 1) throws {
        var store = try store()
        for _ in 0..<count {
            let user: UserID = IdentifierGenerator.shared.next()
            try store.transaction { store in
                try store.record(
                    .userCreated, of: Event.Subject(realm: realm, user: user), in: account,
                    request: ["ip": "192.0.2.7"])
            }
        }
    }

    /// All notifications, oldest first.
    func notifications() throws -> [HookNotification] {
        var store = try store()
        let events = try store.events(
            EventFilter(), PageRequest(after: nil, limit: 1000, sort: (), descending: false), for: caller)
        return try store.notifications(of: events.items.map(\.id), for: caller)
    }

    /// The states of the notifications, without repetition.
    func states() throws -> Set<HookNotification.State> {
        Set(try notifications().map(\.state))
    }

    /// When there will be a next attempt at each notification, oldest first.
    func nextAttempts() throws -> [Timestamp?] {
        var session = try database.session()
        return try session.rows("SELECT next_attempt_at FROM notifications ORDER BY id") { try $0("next_attempt_at") }
    }

    /// Lets time pass for what waits: it is due now, and its end so much nearer.
    func hurry(endIn seconds: Int = 3600) throws {
        var session = try database.session()
        try session.execute(
            """
            UPDATE notifications SET next_attempt_at = \(Timestamp.now), give_up_at = \(Timestamp.now.adding(seconds: seconds))
            WHERE next_attempt_at IS NOT NULL
            """)
    }

    /// Runs a deliverer while the body runs, and stops it.
    func delivering(
        threads: Int = 4, timeout: Duration = .seconds(20), policy: AddressPolicy? = nil,
        while body: () throws -> Void
    ) throws {
        let deliverer = try newDeliverer(threads: threads, timeout: timeout, policy: policy)
        let result = Result { try body() }
        #expect(deliverer.stop())
        try result.get()
    }

    func newDeliverer(
        threads: Int = 4, timeout: Duration = .seconds(20), eventTimeout: Duration? = nil,
        policy: AddressPolicy? = nil, _ change: (inout DelivererConfiguration) -> Void = { _ in }
    ) throws -> Deliverer {
        var configuration = DelivererConfiguration()
        configuration.threads = threads
        configuration.pause = .milliseconds(10)
        change(&configuration)
        let policy = try policy ?? #require(AddressPolicy(allowing: "127.0.0.0/8"))
        let deliverer = Deliverer(
            configuration,
            clients: DeliveryClients(policy: policy, hookTimeout: timeout, eventTimeout: eventTimeout ?? timeout),
            logger: Logger(label: "test") { [log] _ in log }
        ) { try self.store() }
        try deliverer.start()
        return deliverer
    }

    /// Runs a deliverer until nothing is in progress any more that is due.
    func deliver(timeout: Duration = .seconds(20), policy: AddressPolicy? = nil) throws {
        try delivering(timeout: timeout, policy: policy) {
            try wait(for: "all to be tried") {
                let now = Timestamp.now
                return try nextAttempts().allSatisfy { $0.map { $0 > now } ?? true }
                    && notifications().allSatisfy { $0.lastAttempt == nil || $0.lastAttempt?.result != nil }
            }
        }
    }
}

/// Waits until something holds, and fails when it does not come to hold.
func wait(for what: String, upTo limit: Duration = .seconds(60), _ condition: () throws -> Bool) throws {
    let deadline = ContinuousClock.now + limit
    while try !condition() {
        guard ContinuousClock.now < deadline else { throw WaitedInVain(what: what) }
        usleep(5000)
    }
}

struct WaitedInVain: Error {
    let what: String
}
