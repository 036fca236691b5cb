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

    /// What becomes of questions that are asked at the same moment.
    private func together<Answer: Sendable, Outcome: Sendable>(
        _ questions: [Question<Answer>], sharing: Bool = false,
        _ use: @escaping @Sendable (Answer, inout Store, Int) throws -> Outcome
    ) throws -> [Result<Outcome, any Error>] {
        let (batches, start) = (StoreBatches(patience: .seconds(60), sharing: sharing), DispatchGroup())
        let outcomes = Mutex<[Int: Result<Outcome, any Error>]>([:])
        start.enter()
        let crew = TestCrew(start: start) { [deployment] crew in try deployment.store(batches: batches, crew: crew) }
        let store = try deployment.store(batches: batches, crew: crew)
        let switchboard: Switchboard? = store.switchboard
        for (index, question) in questions.enumerated() {
            try #require(switchboard).ask(question) { answer, store in
                let outcome = Result { try use(try answer.get(), &store, index) }
                outcomes.withLock { $0[index] = outcome }
            }
        }
        start.leave()
        while outcomes.withLock({ $0.count }) < questions.count { usleep(1000) }
        crew.end()
        return try questions.indices.map { index in try #require(outcomes.withLock { $0[index] }) }
    }

    @Test("each finds their own credential, and what is not there is not found", arguments: [false, true])
    func credentials(sharing: Bool) throws {
        let ids = keys + [new(), keys[0]]
        let found = try together(ids.map(Question.credential), sharing: sharing) { found, _, _ in found?.row.user }
        #expect(try found.map { try $0.get() } == robots + [nil, robots[0]])
    }

    @Test("each finds their own user with their last login")
    func users() throws {
        try deployment.execute(
            "INSERT INTO user_logins (user_id, last_login_at) VALUES (\(robots[1]), '2026-01-02 03:04:05')")
        let grant = try deployment.grant(ReadUser.self)
        let found = try together((robots + [new()]).map(Question.user)) { found, _, _ in found?.user(grant) }
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
            let questions = try (0..<count).map { index in
                let secret = Secret(index < 3 ? "key of robot \(index)" : "no key")
                return try #require(try store.question(holding: secret, in: deployment.realm))
            }
            let found = try together(questions) { holder, store, _ in
                guard let holder else { return [] as [String] }
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
            let used = try together(devices.map { .useOfStep(100, of: $0, verify) }) { isUsed, _, _ in isUsed }
            #expect(try used.map { try $0.get() } == [true, true, true, !isOneGuessed])
            let twice = [devices[0], devices[0]].map { Question.useOfStep(101, of: $0, verify) }
            let again = try together(twice) { isUsed, _, _ in isUsed }
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
        var store = try deployment.store()
        let wanted = texts.enumerated().map { (index, text) -> New in
            let robot = robots[index % robots.count]
            return New(credential: .apiKey(Secret(text)), owner: robot, event: event(of: robot))
        }
        let questions = try wanted.map { new in
            try #require(try store.creation(of: new.credential, id: new.id, for: new.owner, grant, noting: new.event))
        }
        try change(deployment)
        return try together(questions) { (isMade: Bool, store, index) -> Bool in
            let new = wanted[index]
            if !isMade {
                try store.create(new.credential, id: new.id, for: new.owner, grant, noting: new.event)
            }
            return isMade
        }
    }

    /// A credential that is to be made.
    private struct New: Sendable {
        let credential: NewCredential
        let id: CredentialID = new()
        let owner: UserID
        let event: NewEvent
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
