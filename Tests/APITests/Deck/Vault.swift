import Credentials
import JSON
import MariaDB
import Secrets
import Store
import TestDatabase
import Testing

@testable import API

/// A ``World`` with an organization of `/v2`, its keys, and a second organization.
final class Vault: Sendable {
    let world: World
    let organization: OrganizationID
    /// Keys of the organization.
    let write, read, worker: String
    /// A key of another organization.
    let stranger: String
    /// A worker's key that reaches another organization.
    let foreignWorker: String
    /// A key of the organization that has been revoked.
    let revoked: String

    convenience init(requests: Int = 0) throws {
        try self.init(VaultLimits(requests: RequestLimit(requests: requests), sessions: 100))
    }

    init(_ limits: VaultLimits) throws {
        world = try World(limits: limits)
        var store = try world.store()
        organization = try store.newOrganization("Acme")
        write = try store.newVaultKey(.organization(organization, .write)).text
        read = try store.newVaultKey(.organization(organization, .read)).text
        worker = try store.newVaultKey(
            .worker(WorkerReach(scopes: Set(WorkerScope.allCases), organizations: [organization], sources: []))
        ).text
        let other = try store.newOrganization("Stranger")
        stranger = try store.newVaultKey(.organization(other, .write)).text
        foreignWorker = try store.newVaultKey(
            .worker(WorkerReach(scopes: Set(WorkerScope.allCases), organizations: [other], sources: []))
        ).text
        let former = try store.newVaultKey(.organization(organization, .write))
        #expect(try store.revokeVaultKey(former.id))
        revoked = former.text
    }

    /// Sends a JSON request with the organization's stronger key, unless told otherwise.
    @discardableResult
    func send(
        _ method: String, _ target: String, _ body: JSON? = nil, key: String? = nil, headers: [String: String] = [:]
    ) -> Answer {
        let defaults = ["content-type": "application/json", "authorization": "Bearer \(key ?? write)"]
        return world.send(
            Request(
                method: method, target: target, headers: Headers(defaults.merging(headers) { $1 }),
                body: .whole(body?.encoded() ?? []), seed: nil))
    }

    /// Creates a source and returns its id.
    func newSource(_ more: JSONObject = [:]) throws -> String {
        var body: JSONObject = ["type": "website", "website": ["url": "https://portal.example/login"]]
        for (name, value) in more { body[name] = value }
        return try send("POST", "/v2/sources", .object(body)).text("id")
    }

    /// Creates a credential with user name and password and returns its id.
    func newCredential(of source: String? = nil, _ more: JSONObject = [:]) throws -> String {
        var body: JSONObject = [
            "source_id": .text(try source ?? newSource()), "auth_method": "username_password",
            "auth_credentials": ["username": "ines@acme.test", "password": "correct-horse"],
        ]
        for (name, value) in more { body[name] = value }
        return try send("POST", "/v2/credentials", .object(body)).text("id")
    }

    /// The types of the organization's events, oldest first.
    func eventTypes() throws -> [String] {
        var session = try world.database.session()
        return try session.rows(
            "SELECT event_type FROM vault_events WHERE organization_id = \(organization.bytes) ORDER BY id"
        ) { try $0("event_type") }
    }
}

extension Answer {
    /// The objects of a page.
    var data: [JSONObject] {
        guard case .array(let items)? = self["data"] else { return [] }
        return items.compactMap { if case .object(let object) = $0 { object } else { nil } }
    }

    /// What is wrong: `type/code field`, in order.
    var problems: [String] {
        guard case .array(let errors)? = self["errors"] else { return [] }
        return errors.compactMap { error in
            guard case .object(let object) = error else { return nil }
            let kind = "\(object["type"]?.plain ?? "?")/\(object["code"]?.plain ?? "?")"
            return kind + (object["field"].map { " \($0.plain)" } ?? "")
        }
    }
}

extension Store {
    fileprivate mutating func newOrganization(_ name: String) throws -> OrganizationID {
        let organization = Organization(id: IdentifierGenerator.shared.next(), name: name)
        try insert(organization)
        return organization.id
    }

    mutating func newVaultKey(_ reach: VaultKey.Reach) throws -> (id: VaultKeyID, text: String) {
        let isWorker = if case .worker = reach { true } else { false }
        let text = VaultKeyText.generate(for: isWorker ? .worker : .app)
        let key = VaultKey(id: IdentifierGenerator.shared.next(), name: "", reach: reach, revoked: false)
        try insert(key, digest: VaultKeyText.digest(of: text))
        return (key.id, text.reveal())
    }
}
