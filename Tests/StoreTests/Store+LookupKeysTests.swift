import Credentials
import MariaDB
import Secrets
import TestThreads
import Testing

@testable import Store

@Suite("Store: lookup keys")
struct StoreLookupKeysTests {
    @Test("of many first users at once one makes the key, and all use it")
    func concurrency() throws {
        let deployment = try Deployment()
        var store = try deployment.store()
        let robot = try store.newUser("robot", try deployment.grant(), type: .api)
        let create = try deployment.grant(CreateCredential.self)
        let outcomes = try atOnce(8) { _ in
            var store = try deployment.store()
            do {
                try store.transaction { store in
                    try store.insert(.apiKey(Secret("the-one-key")), id: new(), for: robot, create)
                }
                return true
            } catch Conflict.apiKey {
                return false
            }
        }
        #expect(outcomes.count { $0 } == 1)
        let versions: [Int] = try deployment.column("version", "SELECT version FROM lookup_keys")
        #expect(versions == [1])
    }

    @Test("a key that was made in a transaction is not remembered, one that was found in it is")
    func transactions() throws {
        struct Undone: Error {}
        let deployment = try Deployment()
        let batches = StoreBatches()
        var store = try deployment.store(batches: batches)
        var other = try deployment.store(batches: batches)
        #expect(throws: Undone.self) {
            try store.transaction { store in
                for _ in 0..<2 { #expect(try store.freshLookupKeys().map(\.version) == [1]) }
                throw Undone()
            }
        }
        #expect(other.recentLookupKeys == nil)
        try deployment.addLookupKey(version: 2)
        // For a second only.
        let isRemembered = try (0..<100).contains { _ in
            try other.transaction { store in _ = try store.freshLookupKeys() }
            return store.recentLookupKeys?.map(\.version) == [2]
        }
        #expect(isRemembered)
    }
}
