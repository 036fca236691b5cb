import Credentials
import MariaDB
import Secrets
import Store
import TestThreads
import Testing

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
}
