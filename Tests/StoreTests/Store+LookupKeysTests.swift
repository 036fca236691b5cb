import Credentials
import MariaDB
import Secrets
import Store
import Testing

@Suite("Store: lookup keys")
struct StoreLookupKeysTests {
    @Test("of many first users at once one makes the key, and all use it")
    func concurrency() async throws {
        let deployment = try Deployment()
        var store = try deployment.store()
        let robot = try store.newUser("robot", try deployment.grant(), type: .api)
        let create = try deployment.grant(CreateCredential.self)
        let outcomes = try await withThrowingTaskGroup(of: Bool.self) { group in
            for _ in 0..<8 {
                group.addTask {
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
            }
            return try await group.reduce(into: [Bool]()) { $0.append($1) }
        }
        #expect(outcomes.count { $0 } == 1)
        let versions: [Int] = try deployment.column("version", "SELECT version FROM lookup_keys")
        #expect(versions == [1])
    }
}
