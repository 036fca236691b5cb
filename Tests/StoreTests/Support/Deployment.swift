import Credentials
import JSON
import MariaDB
import Secrets
import Store
import TestDatabase
import Testing

/// A migrated database with an account and a realm, and stores over it.
final class Deployment: Sendable {
    let database: TestDatabase
    let keyring: Keyring
    let account: AccountID
    let realm: RealmID

    init(policy: APIKeyPolicy = .hash) throws {
        database = try TestDatabase()
        var migrator = Migrator(try database.session())
        _ = try migrator.run()
        keyring = try Keyring(parsing: Keyring.newEntry().line)
        var store = Store(try database.session(), keyring: keyring)
        account = new()
        try store.insert(Account(id: account, name: "Acme"))
        realm = try store.newRealm(of: account, policy: policy)
    }

    /// A store with a session of its own.
    func store(
        preamble: [String] = [], batches: StoreBatches = StoreBatches(), crew: (any Crew)? = nil
    ) throws -> Store {
        var configuration = database.configuration
        configuration.preamble += preamble
        return Store(try Session(configuration), keyring: keyring, batches: batches, crew: crew)
    }

    /// Runs a statement behind the store's back.
    @discardableResult
    func execute(_ sql: SQL) throws -> Int {
        var session = try database.session()
        return try session.execute(sql)
    }

    /// One column of the rows that a statement finds.
    func column<Value: ColumnDecodable>(_ name: String, _ sql: SQL) throws -> [Value] {
        var session = try database.session()
        return try session.rows(sql) { try $0(name) }
    }

    /// Rotates the key under which API keys are digested.
    func addLookupKey(version: Int) throws {
        let id = UserID(number: UInt128(version))
        let wrapped = try keyring.wrap(DataKey(id: id.number), scope: 0)
        try execute(
            """
            INSERT INTO lookup_keys (version, id, master_key, wrapped)
            VALUES (\(version), \(id), \(wrapped.masterKeyID), \(wrapped.bytes))
            """)
    }

    /// Proof of leave to do something in the realm.
    func grant<Asked: Operation>(_: Asked.Type = Asked.self, in realm: RealmID? = nil) throws -> Grant<Asked> {
        var store = try store()
        return try #require(try store.policy(of: realm ?? self.realm)).grant(Asked.self, to: caller)
    }

    var caller: Caller { Caller(key: AccessKeyID(number: 1), account: account, permission: .manage, realmLock: nil) }
}

/// A new id.
func new<Kind>() -> Identifier<Kind> { IdentifierGenerator.shared.next() }

extension Store {
    mutating func newRealm(of account: AccountID, policy: APIKeyPolicy = .hash) throws -> RealmID {
        var realm = Realm(id: new(), account: account, name: "Main")
        realm.apiKeyPolicy = policy
        try create(realm, signing: try JWTKey.generate(.hs256), request: [:])
        return realm.id
    }

    /// Adds a user with an address that derives from the name.
    mutating func newUser(_ name: String, _ grant: Grant<WriteUser>, type: UserType = .human) throws -> UserID {
        var user = User(id: new(), realm: grant.realm, type: type, username: name)
        user.email = "\(name)@example.com"
        try insert(user, grant)
        return user.id
    }

    mutating func newDevice(
        of user: UserID, _ provider: AuthProviderID, _ grant: Grant<CreateCredential>
    ) throws -> CredentialID {
        let id: CredentialID = new()
        let secret = Secret(Base32.encode(TOTP.generateSecret()))
        try insert(
            .totp(TOTPDevice(provider: provider, name: "x", state: .new, secret: secret)), id: id, for: user, grant)
        return id
    }

    mutating func newProvider(_ type: ProviderType, _ grant: Grant<ManageAuthProvider>) throws -> AuthProviderID {
        let external = ExternalProvider(
            clientID: "credence", clientSecret: Secret("client secret"), scopes: nil, endpoints: nil)
        let provider = AuthProvider(
            id: new(), realm: grant.realm, type: type, settings: type == .totp ? .totp : .external(external))
        try insert(provider, grant)
        return provider.id
    }
}

extension AppHook {
    /// A hook of a realm.
    static func sample(in grant: Grant<ManageAppHook>) -> AppHook {
        AppHook(
            id: new(), account: grant.policy.account, realm: grant.realm, destination: Secret("https://example.com/"),
            signingSecret: .generate())
    }
}
