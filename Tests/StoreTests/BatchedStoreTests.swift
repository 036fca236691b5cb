import Credentials
import Foundation
import JSON
import MariaDB
import Secrets
import Synchronization
import Testing

@testable import Store

@Suite("Store: what several ask for at once", .timeLimit(.minutes(5)))
struct BatchedStoreTests {
    private let deployment: Deployment
    private let robots: [UserID]
    private let keys: [CredentialID]

    init() throws {
        deployment = try Deployment(policy: .encrypt)
        var store = try deployment.store()
        let grant: Grant<WriteUser> = try deployment.grant()
        robots = try (0..<3).map { try store.newUser("robot-\($0)", grant, type: .api) }
        keys = robots.map { _ in new() }
        for (index, robot) in robots.enumerated() {
            try store.insert(
                .apiKey(Secret("key of robot \(index)")), id: keys[index], for: robot, try deployment.grant())
        }
    }

    /// What so many stores do at once, of which one does for all what they ask for together.
    private func together<Request: Sendable, Reply: Sendable, Outcome: Sendable>(
        _ batcher: any KeyPath<StoreBatches, Batcher<Request, Reply>> & Sendable, busyWith request: Request, count: Int,
        _ work: @escaping @Sendable (inout Store, Int) throws -> Outcome
    ) throws -> [Result<Outcome, any Error>] {
        let batches = StoreBatches(patience: .seconds(60))
        let outcomes = Mutex<[Int: Result<Outcome, any Error>]>([:])
        let (isBusy, gate, ends) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0), DispatchGroup())
        func start(_ work: @escaping @Sendable () -> Void) {
            ends.enter()
            Thread.detachNewThread {
                work()
                ends.leave()
            }
        }
        start {
            _ = try? batches[keyPath: batcher].perform(request, DispatchSemaphore(value: 0)) { _ in
                isBusy.signal()
                gate.wait()
                return []
            }
        }
        isBusy.wait()
        for index in 0..<count {
            start { [deployment] in
                let outcome = Result {
                    var store = try deployment.store(batches: batches)
                    return try work(&store, index)
                }
                outcomes.withLock { $0[index] = outcome }
            }
        }
        while batches[keyPath: batcher].waitingCount < count { usleep(1000) }
        gate.signal()
        ends.wait()
        return try (0..<count).map { index in try #require(outcomes.withLock { $0[index] }) }
    }

    @Test("each finds their own credential, and what is not there is not found")
    func credentials() throws {
        let ids = keys + [new(), keys[0]]
        let found = try together(\.credentials, busyWith: Lookup(id: keys[0]), count: ids.count) { store, index in
            try store.find(ids[index])?.row.user
        }
        #expect(try found.map { try $0.get() } == robots + [nil, robots[0]])
    }

    @Test("each finds their own user with their last login")
    func users() throws {
        try deployment.execute(
            "INSERT INTO user_logins (user_id, last_login_at) VALUES (\(robots[1]), '2026-01-02 03:04:05')")
        let grant = try deployment.grant(ReadUser.self)
        let ids = robots + [new()]
        let found = try together(\.users, busyWith: Lookup(id: robots[0]), count: ids.count) { store, index in
            try store.find(ids[index])?.user(grant)
        }
        let users = try found.map { try $0.get() }
        #expect(users.map { $0?.id } == robots + [nil])
        #expect(users.map { $0?.lastLoginAt == nil } == [true, false, true, true])
    }

    @Test("each key finds its own holder, also beside one who has very much")
    func holders() throws {
        var store = try deployment.store()
        for number in 1..<200 {
            try store.insert(.apiKey(Secret("key number \(number)")), id: new(), for: robots[2], try deployment.grant())
        }
        let grant = try deployment.grant(AuthenticateUser.self)
        for count in [2, 4] {
            let busy = HolderLookup(digest: [])
            let found = try together(\.holders, busyWith: busy, count: count) {
                [realm = deployment.realm] store, index in
                let secret = Secret(index < 3 ? "key of robot \(index)" : "no key")
                guard let holder = try store.find(holding: secret, in: realm) else { return [] as [String] }
                let belongings = try store.belongings(of: holder, grant)
                return [holder.user(grant)?.username ?? ""] + belongings.credentials.map { $0.apiKey?.reveal() ?? "" }
            }
            let holders = try found.map { try $0.get() }
            let expected = [["robot-0", "key of robot 0"], ["robot-1", "key of robot 1"], [], []]
            #expect(holders == Array(expected.prefix(count)))
        }
    }

    @Test("steps are used up, each once, whatever is wrong with the others")
    func steps() throws {
        var store = try deployment.store()
        let sally = try store.newUser("sally", try deployment.grant())
        let provider = try store.newProvider(.totp, try deployment.grant())
        let verify: Grant<VerifyCredential> = try deployment.grant()
        for isOneGuessed in [false, true] {
            let devices = try (0..<4).map { _ in try store.newDevice(of: sally, provider, try deployment.grant()) }
            if isOneGuessed {
                var limit = GuessLimit()
                limit.fail(at: .now)
                try store.setLimit(limit, of: devices[3], verify)
            }
            let busy = StepUse(step: 100, id: devices[0])
            let used = try together(\.steps, busyWith: busy, count: 4) { store, index in
                try store.useStepAtOnce(100, of: devices[index], verify)
            }
            #expect(try used.map { try $0.get() } == [true, true, true, !isOneGuessed])
            let busyNext = StepUse(step: 101, id: devices[0])
            let again = try together(\.steps, busyWith: busyNext, count: 2) { store, index in
                try store.useStepAtOnce(101, of: devices[0], verify)
            }
            #expect(try again.map { try $0.get() }.sorted { $0 && !$1 } == [true, false])
        }
    }

    @Test("keys are made with one event and one notification each, and of two that are alike one is made")
    func creations() throws {
        var store = try deployment.store()
        let hooks: Grant<ManageAppHook> = try deployment.grant()
        try store.insert(AppHook.sample(in: hooks), in: hooks, try deployment.caller.grant(ManageAppHook.self))
        for texts in [(1...8).map { "key \($0)" }, ["alike", "alike", "unlike", "other"]] {
            try deployment.execute("DELETE FROM notifications")
            try deployment.execute("DELETE FROM events")
            let made = try create(texts)
            #expect(made.count { (try? $0.get()) != nil } == Set(texts).count)
            #expect(try count("events WHERE event_type = 'user.updated'") == Set(texts).count)
            #expect(try count("notifications JOIN events ON events.id = event_id") == Set(texts).count)
            for outcome in made {
                guard case .failure(let error) = outcome else { continue }
                #expect(error as? Conflict == .apiKey)
            }
        }
    }

    @Test("a policy that was changed a moment ago counts for all of them")
    func changedPolicy() throws {
        let made = try create(["one", "two", "three", "four"]) { deployment in
            try deployment.execute("UPDATE realms SET api_key_policy = 'hash' WHERE id = \(deployment.realm)")
        }
        #expect(made.allSatisfy { (try? $0.get()) != nil })
        #expect(try count("credentials WHERE api_key IS NOT NULL") == 3)
        #expect(try count("credentials") == 7)
    }

    private func create(
        _ texts: [String], after change: @Sendable (Deployment) throws -> Void = { _ in }
    ) throws -> [Result<Bool, any Error>] {
        let grant = try deployment.grant(CreateCredential.self)
        let event = event(of: robots[0])
        var store = try deployment.store()
        let sealing = try store.dataKey(of: deployment.realm, for: .apiKeys)
        let rules = APIKeyInsertion.Rules(
            realm: deployment.realm, policy: .encrypt, sealing: DataKeyID(number: sealing.id),
            account: deployment.account, type: event.type, subject: deployment.realm)
        let columns = APIKeyColumns(version: 0, digest: [], sealed: nil)
        let busy = APIKeyInsertion(id: new(), user: robots[0], columns: columns, event: event, kind: rules)
        try change(deployment)
        return try together(\.keys, busyWith: busy, count: texts.count) { [robots, self] store, index in
            let robot = robots[index % robots.count]
            try store.create(
                .apiKey(Secret(texts[index])), id: new(), for: robot, grant, noting: self.event(of: robot))
            return true
        }
    }

    private func event(of user: UserID) -> NewEvent {
        NewEvent(
            .userUpdated, of: Event.Subject(realm: deployment.realm, user: user), in: deployment.account, request: [:])
    }

    private func count(_ table: SQL) throws -> Int {
        let counts: [Int] = try deployment.column("n", "SELECT COUNT(*) AS n FROM \(fragment: table)")
        return counts[0]
    }
}
