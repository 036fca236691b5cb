import Credentials
import Foundation
import MariaDB
import Store
import Synchronization
import TestThreads
import Testing

@Suite("Store: transactions")
struct StoreTransactionTests {
    private let deployment: Deployment
    private let users: [UserID]
    private let write: Grant<WriteUser>

    init() throws {
        deployment = try Deployment()
        write = try deployment.grant()
        var store = try deployment.store()
        users = [try store.newUser("one", write), try store.newUser("two", write)]
    }

    private func name(_ user: UserID) throws -> String? {
        var store = try deployment.store()
        return try store.user(user, write)?.firstName
    }

    @Test("a transaction that is a deadlock's victim runs again, and both get through")
    func deadlock() throws {
        let (runs, holding) = (Counter(), Counter())
        _ = try atOnce(2) { [deployment, write, users] number in
            let order = number == 0 ? users : users.reversed()
            var store = try deployment.store()
            try store.transaction { store in
                runs.increase()
                try rename(order[0], &store, write)
                holding.increase()
                let deadline = ContinuousClock.now + .seconds(30)
                while holding.count < 2, ContinuousClock.now < deadline { usleep(1000) }
                try rename(order[1], &store, write)
            }
        }
        #expect(runs.count == 3)
        for user in users { #expect(try name(user) == "xx") }
    }

    @Test("whatever is thrown rolls back, and the store goes on working")
    func rollback() throws {
        struct Stop: Error {}
        var store = try deployment.store()
        #expect(throws: Stop.self) {
            try store.transaction { store in
                try rename(users[0], &store, write)
                throw Stop()
            }
        }
        #expect(try name(users[0]) == nil)
        try store.transaction { try rename(users[0], &$0, write) }
        #expect(try name(users[0]) == "x")
    }

    @Test("what is written as it was counts as written")
    func unchanged() throws {
        var store = try deployment.store()
        let provider = try store.newProvider(.totp, try deployment.grant())
        let device = try store.newDevice(of: users[0], provider, try deployment.grant())
        let update = try deployment.grant(UpdateCredential.self)
        #expect(try store.rename(device, to: "x", update))
        #expect(try store.rename(device, to: "x", update))
        #expect(try !store.rename(new(), to: "x", update))
    }

    @Test("nothing of another realm is found under a grant")
    func realms() throws {
        var store = try deployment.store()
        let other = try store.newRealm(of: deployment.account)
        let (foreignUpdate, foreignDelete) = (
            try deployment.grant(UpdateCredential.self, in: other),
            try deployment.grant(DeleteCredential.self, in: other)
        )
        let provider = try store.newProvider(.totp, try deployment.grant())
        let device = try store.newDevice(of: users[0], provider, try deployment.grant())
        #expect(try store.credential(device, foreignUpdate) == nil)
        #expect(try store.lockedCredential(device, foreignUpdate) == nil)
        #expect(try !store.rename(device, to: "y", foreignUpdate))
        #expect(try !store.delete(device, foreignDelete))
        #expect(try store.user(users[0], try deployment.grant(ReadUser.self, in: other)) == nil)
        #expect(try !store.delete(users[0], try deployment.grant(WriteUser.self, in: other)))
        #expect(try store.authProvider(provider, try deployment.grant(ReadAuthProvider.self, in: other)) == nil)
        #expect(try !store.delete(provider, try deployment.grant(ManageAuthProvider.self, in: other)))
        #expect(try !store.hasAuthProvider(provider, of: .totp, foreignUpdate))
    }
}

private func rename(_ user: UserID, _ store: inout Store, _ grant: Grant<WriteUser>) throws {
    var changed = try #require(try store.lockedUser(user, grant))
    changed.firstName = (changed.firstName ?? "") + "x"
    try store.update(changed, grant)
}

private final class Counter: Sendable {
    private let value = Mutex(0)

    var count: Int { value.withLock { $0 } }

    func increase() { value.withLock { $0 += 1 } }
}
