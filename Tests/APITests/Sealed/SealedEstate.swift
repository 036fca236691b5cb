import Credentials
import JSON
import MariaDB
import Testing

/// Rows with everything that is sealed: of each column one row, one beside it in the same realm or organization where
/// there can be two, and one of somebody else.
///
/// A new sealed column is to be added here: `SealedColumnTests` finds what is missing.
final class SealedEstate {
    let vault: Vault
    private(set) var rows: [SealedColumn: [SealedRow]] = [:]

    /// What is sealed in the rows, and so must be in no answer but those that are meant to show it.
    static let secret = "planted-in-a-sealed-column"

    var world: World { vault.world }

    init() throws {
        vault = try Vault()
        let other = try world.newRealm()
        for realm in [world.realm.description, other] { try addRealm(realm) }
        try addNotifications()
        try addLookupKey()
        try addOrganization(vault.write, worker: vault.worker)
        try addOrganization(vault.stranger, worker: vault.foreignWorker)
    }

    func add(_ column: SealedColumn, _ condition: SQL, _ read: @escaping () -> Answer) {
        rows[column, default: []].append(SealedRow(column: column, condition: condition, read: read))
    }

    private func addLookupKey() throws {
        let world = world
        add("lookup_keys.wrapped", "version = 1") { world.send("POST", "/v1/users", ["user": ["user_type": "api"]]) }
    }
}

extension SealedEstate {
    /// What `/v1` seals for one realm; in the default realm twice.
    private func addRealm(_ realm: String) throws {
        let tenant = SealedTenant(world: world, realm: realm)
        try tenant.prepare()
        let users = try (0..<2).map { _ in try tenant.newHuman() }
        for (user, type) in zip(users, ["google", "github"]) {
            let provider = try tenant.newProvider(type)
            add("auth_providers.client_secret", "id = \(try stored(provider, AuthProviderID.self))") {
                tenant.get("/v1/auth_providers/\(provider)")
            }
            try addCredential("access_token", tenant.newLink(type, of: user), tenant)
            try addCredential("otp_secret", tenant.newDevice(of: user), tenant)
            try addCredential("api_key", tenant.newRobot(), tenant)
            let hook = try tenant.newHook()
            for name in ["destination", "signing_secret"] {
                let column = SealedColumn(table: "app_hooks", name: name)
                add(column, "id = \(try stored(hook, AppHookID.self))") { tenant.get("/v1/app_hooks/\(hook)") }
            }
            let key = try tenant.newJWTKey()
            add("jwt_keys.sealed", "id = \(try stored(key, JWTKeyID.self))") { tenant.get("/v1/jwt_keys/\(key)") }
        }
        try addDataKeys(tenant)
    }

    private func addCredential(_ column: String, _ id: String, _ tenant: SealedTenant) throws {
        add(SealedColumn(table: "credentials", name: column), "id = \(try stored(id, CredentialID.self))") {
            tenant.get("/v1/credentials/\(id)")
        }
    }

    private func addDataKeys(_ tenant: SealedTenant) throws {
        let own: SQL = "realm_id = \(try stored(tenant.realm, RealmID.self))"
        let (device, robot) = (try tenant.newDevice(of: tenant.newHuman()), try tenant.newRobot())
        add("data_keys.wrapped", "\(fragment: own) AND purpose = 'realm'") { tenant.get("/v1/credentials/\(device)") }
        add("data_keys.wrapped", "\(fragment: own) AND purpose = 'api_keys'") { tenant.get("/v1/credentials/\(robot)") }
    }

    /// Notifications that have been sent, two of one account and one of another.
    private func addNotifications() throws {
        let world = world
        for key in [world.manage, world.stranger] {
            _ = try world.newHook(["event_type": ["realm.created"]], key: key, headers: World.anywhere).text("id")
            for _ in 0..<2 { world.send("POST", "/v1/realms", ["realm": ["name": "New"]], key: key) }
        }
        try world.deliverAll()
        let sent: [[UInt8]] = try world.column(
            "id", "SELECT id FROM notifications WHERE last_destination IS NOT NULL ORDER BY id")
        for id in [sent[0], sent[1], try #require(sent.last)] {
            let (event, account) = try world.source(ofNotification: id)
            let key = account == world.account ? world.manage : world.stranger
            let read = { world.send("GET", "/v1/events/\(event)", key: key, headers: World.anywhere) }
            add("notifications.last_destination", "id = \(id)", read)
            add("account_data_keys.wrapped", "account_id = \(account)", read)
        }
    }
}
