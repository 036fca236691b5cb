import Credentials
import JSON
import MariaDB
import Secrets
import Store
import TestDatabase
import Testing

@Suite("Store: making API keys in one round trip")
struct CredentialCreationTests {
    private let deployment: Deployment
    private let robot: UserID

    init() throws {
        deployment = try Deployment(policy: .encrypt)
        var store = try deployment.store()
        robot = try store.newUser("robot", try deployment.grant(), type: .api)
    }

    private func event() -> NewEvent {
        NewEvent(
            .userUpdated, of: Event.Subject(realm: deployment.realm, user: robot), in: deployment.account, request: [:])
    }

    private func create(_ key: String, _ store: inout Store, _ grant: Grant<CreateCredential>) throws -> Credential? {
        let id: CredentialID = new()
        try store.create(.apiKey(Secret(key)), id: id, for: robot, grant, noting: event())
        var reader = try deployment.store()
        return try reader.credential(id, try deployment.grant(ReadCredential.self))
    }

    private func count(_ table: SQL) throws -> Int {
        let counts: [Int] = try deployment.column("n", "SELECT COUNT(*) AS n FROM \(fragment: table)")
        return counts[0]
    }

    @Test("a key is kept as the realm's policy says, with one event")
    func kept() throws {
        var store = try deployment.store()
        for number in 1...3 {
            let made = try create("key number \(number)", &store, try deployment.grant())
            #expect(made?.content == .apiKey(Secret("key number \(number)")))
            #expect(try count("events WHERE event_type = 'user.updated'") == number)
        }
    }

    @Test("a key that there is already is a conflict, and no event")
    func taken() throws {
        var store = try deployment.store()
        _ = try create("the-one-key", &store, try deployment.grant())
        #expect(throws: Conflict.apiKey) { _ = try create("the-one-key", &store, try deployment.grant()) }
        #expect(try count("credentials") == 1)
        #expect(try count("events WHERE event_type = 'user.updated'") == 1)
    }

    @Test("a policy that was changed a moment ago counts, whatever is remembered", arguments: [false, true])
    func changed(isBack: Bool) throws {
        var store = try deployment.store()
        let grant: Grant<CreateCredential> = try deployment.grant()
        _ = try create("before", &store, grant)
        try change(to: .hash)
        if isBack { try change(to: .encrypt) }
        // The grant and the sealing key are of before.
        let made = try create("after", &store, grant)
        #expect(made?.content == .apiKey(isBack ? Secret("after") : nil))
        #expect(try count("events WHERE event_type = 'user.updated'") == 2)
    }

    private func change(to policy: APIKeyPolicy) throws {
        var store = try deployment.store()
        let grant: Grant<ManageRealm> = try deployment.grant()
        try store.transaction { store in
            let old = try #require(try store.lockedRealm(grant))
            var realm = old
            realm.apiKeyPolicy = policy
            try store.update(realm, from: old, grant)
        }
    }
}
