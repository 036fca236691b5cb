import Credentials
import JSON
import Secrets
import Synchronization
import TestDatabase
import Testing

@testable import API
@testable import Store

/// A whole deployment but for nginx and FastCGI: a migrated database with two accounts, and the API over it.
final class World: Sendable {
    let database: TestDatabase
    let keyring: Keyring
    let log = CapturedLog()
    let crew = LoneCrew()
    let account: AccountID
    let realm: RealmID
    /// Keys of the account.
    let manage, write, read: String
    /// A key of the account that opens another realm only.
    let locked: String
    /// A manage key of another account.
    let stranger: String
    /// A manage key of the account that has been revoked.
    let revoked: String

    let limits: VaultLimits
    private let service: Mutex<Service>

    init(limits: VaultLimits = VaultLimits(requests: RequestLimit(requests: 0), sessions: 100)) throws {
        self.limits = limits
        database = try TestDatabase()
        var migrator = Migrator(try database.session())
        _ = try migrator.run()
        keyring = try Keyring(parsing: Keyring.newEntry().line)
        var store = Store(try database.session(), keyring: keyring, crew: crew)
        account = try store.newAccount("Acme")
        realm = try store.newRealm("Main", of: account)
        manage = try store.newKey(of: account, .manage)
        write = try store.newKey(of: account, .write)
        read = try store.newKey(of: account, .read)
        locked = try store.newKey(of: account, .manage, lock: try store.newRealm("Locked", of: account))
        stranger = try store.newKey(of: try store.newAccount("Stranger"), .manage)
        revoked = try store.newKey(of: account, .manage)
        _ = try store.revokeAccessKey(try #require(AccessKeyID(String(revoked.prefix { $0 != "-" }))))
        let hasher = PasswordHasher(concurrency: 2, waiting: 100, cost: .testing)
        service = Mutex(
            Service(consume store, hasher: hasher, outgoing: .testing, limits: limits, log: log))
    }

    /// A checksum of each table: equal before and after means that nothing was changed.
    func fingerprint() throws -> [String: Int64] {
        try database.fingerprint()
    }

    /// A store of its own, for looking behind the API.
    func store() throws -> Store {
        Store(try database.session(), keyring: keyring)
    }

    /// Sends a request as nginx would hand it over.
    func send(_ request: Request) -> Answer {
        service.withLock { $0.answer(request) }
    }

    /// Lets the service forget what it read a moment ago.
    func forgetRecent() {
        service.withLock { $0.store.forgetRecent() }
    }

    /// How many jobs its crew has done.
    var jobCount: Int { crew.jobCount }

    /// What becomes of a request at once.
    func outcome(_ request: Request) -> Outcome {
        service.withLock { $0.respond(to: request) }
    }

    /// Sends a JSON request in the default realm with the strongest key, unless told otherwise.
    @discardableResult
    func send(
        _ method: String, _ target: String, _ body: JSON? = nil, key: String? = nil, headers: [String: String] = [:]
    ) -> Answer {
        let defaults = [
            "content-type": "application/json", "x-authrocket-api-key": key ?? manage,
            "x-authrocket-realm": realm.description,
        ]
        return send(
            Request(
                method: method, target: target, headers: Headers(defaults.merging(headers) { $1 }),
                body: .whole(body?.encoded() ?? []), seed: nil))
    }

    /// Sends a body just as it is, in the default realm with the strongest key.
    @discardableResult
    func send(_ method: String, _ target: String, raw body: [UInt8], type: String? = "application/json") -> Answer {
        var headers = ["x-authrocket-api-key": manage, "x-authrocket-realm": realm.description]
        headers["content-type"] = type
        return send(Request(method: method, target: target, headers: Headers(headers), body: .whole(body), seed: nil))
    }

    /// Sends a form in the default realm with the strongest key.
    @discardableResult
    func send(_ method: String, _ target: String, form: String) -> Answer {
        send(method, target, raw: Array(form.utf8), type: "application/x-www-form-urlencoded")
    }

    /// Creates a human user and returns their id.
    func newHuman(
        _ name: String = "human\(UInt32.random(in: 0...(.max)))", headers: [String: String] = [:]
    ) throws -> String {
        let answer = send(
            "POST", "/v1/users",
            [
                "user": [
                    "user_type": "human", "username": .text(name), "email": .text("\(name)@example.com"),
                    "password": "correct horse",
                ]
            ], headers: headers)
        return try answer.text("id")
    }

    /// Creates an API user and returns their id.
    func newRobot() throws -> String {
        try send("POST", "/v1/users", ["user": ["user_type": "api"]]).text("id")
    }

    /// Creates an auth provider and returns its id.
    @discardableResult
    func newProvider(_ type: String, _ settings: JSONObject = [:]) throws -> String {
        var attributes = settings
        attributes["provider_type"] = .text(type)
        return try send("POST", "/v1/auth_providers", ["auth_provider": .object(attributes)]).text("id")
    }

    /// Creates a credential for a user and returns it.
    @discardableResult
    func newCredential(_ type: String, of user: String, _ attributes: JSONObject = [:]) -> Answer {
        var attributes = attributes
        attributes["credential_type"] = .text(type)
        attributes["user_id"] = .text(user)
        return send("POST", "/v1/credentials", ["credential": .object(attributes)])
    }

    /// The types of the events that tell of a user, newest first.
    func events(of user: String) throws -> [String] {
        try send("GET", "/v1/events?user_id=\(user)").collection.map { try $0.text("event_type") }
    }
}

extension Store {
    mutating func newAccount(_ name: String) throws -> AccountID {
        let account = Account(id: IdentifierGenerator.shared.next(), name: name)
        try insert(account)
        return account.id
    }

    mutating func newRealm(_ name: String, of account: AccountID) throws -> RealmID {
        let realm = Realm(id: IdentifierGenerator.shared.next(), account: account, name: name)
        try create(realm, signing: try JWTKey.generate(.hs256), request: [:])
        return realm.id
    }

    mutating func newKey(
        of account: AccountID, _ permission: Permission, lock realm: RealmID? = nil, legacy: Bool = false
    ) throws -> String {
        let id: AccessKeyID = IdentifierGenerator.shared.next()
        let secret = Secret(RandomToken.base62(AccessKeyToken.secretLength))
        let token: AccessKeyToken = legacy ? .legacy(secret) : .current(id, secret)
        let key = AccessKey(
            id: id, account: account, realm: realm, name: "", permission: permission, legacy: legacy, revoked: false)
        try insert(key, digest: token.digest)
        return token.reveal()
    }
}
