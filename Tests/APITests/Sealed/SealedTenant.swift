import Credentials
import JSON
import MariaDB
import Secrets
import Store
import Testing

/// A realm of `/v1` that seals all it can.
struct SealedTenant {
    let world: World
    let realm: String

    private var headers: [String: String] { ["x-authrocket-realm": realm] }

    func get(_ path: String) -> Answer {
        world.send("GET", path, headers: headers)
    }

    func prepare() throws {
        let policy = world.send("PUT", "/v1/realms/\(realm)", ["realm": ["api_key_policy": "encrypt"]])
        try #require(policy.status == 200)
        _ = try create("auth_providers", "auth_provider", ["provider_type": "totp"])
    }

    func newHuman() throws -> String {
        try world.newHuman(headers: headers)
    }

    func newProvider(_ type: String) throws -> String {
        let secret = JSON.text(SealedEstate.secret)
        return try create(
            "auth_providers", "auth_provider",
            ["provider_type": .text(type), "client_id": "credence", "client_secret": secret])
    }

    func newLink(_ type: String, of user: String) throws -> String {
        let attributes: JSONObject = [
            "user_id": .text(user), "credential_type": .text(type), "provider_user_id": .text(user),
            "access_token": .text(SealedEstate.secret),
        ]
        return try create("credentials", "credential", attributes)
    }

    func newDevice(of user: String) throws -> String {
        try create("credentials", "credential", ["user_id": .text(user), "credential_type": "totp", "name": "Phone"])
    }

    /// The credential of a user with an API key.
    func newRobot() throws -> String {
        let user = world.send("POST", "/v1/users", ["user": ["user_type": "api"]], headers: headers)
        return try user.credentialID
    }

    func newHook() throws -> String {
        try create("app_hooks", "app_hook", ["destination": .text("https://\(SealedEstate.secret).example/")])
    }

    func newJWTKey() throws -> String {
        let key = JSON.text(SealedEstate.secret + "-that-is-32-bytes-long")
        return try create("jwt_keys", "jwt_key", ["algo": "hs256", "key": key])
    }

    private func create(_ path: String, _ root: String, _ attributes: JSONObject) throws -> String {
        let answer = world.send("POST", "/v1/\(path)", .object([root: .object(attributes)]), headers: headers)
        try #require(answer.status == 201, "\(path): \(answer.bodyText)")
        return try answer.text("id")
    }
}

extension World {
    /// Notes of every notification that is due that it was delivered.
    func deliverAll() throws {
        var store = try store()
        let later = Timestamp.now.adding(seconds: 60)
        while let claim = try store.claimNotification(at: later, leaseUntil: later.adding(seconds: 60), passingOver: [])
        {
            let account = try source(ofNotification: claim.item.bytes).account
            let sent = DeliveryReport.Sent(account: account, destination: "https://\(SealedEstate.secret).example/")
            try store.settle(claim, DeliveryReport(.completed, result: "HTTP 200", sent: sent))
        }
    }

    /// The event that a notification tells of, and whose it is.
    func source(ofNotification id: [UInt8]) throws -> (event: EventID, account: AccountID) {
        let condition: SQL = "id = (SELECT event_id FROM notifications WHERE id = \(id))"
        let events: [EventID] = try column("id", "SELECT id FROM events WHERE \(fragment: condition)")
        let accounts: [AccountID] = try column(
            "account_id", "SELECT account_id FROM events WHERE \(fragment: condition)")
        return (try #require(events.first), try #require(accounts.first))
    }
}
