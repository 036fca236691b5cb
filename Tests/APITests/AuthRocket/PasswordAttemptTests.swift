import Credentials
import JSON
import MariaDB
import Store
import Testing

@testable import API
@testable import Secrets

@Suite("Passwords tried")
struct PasswordAttemptTests {
    private let world: World
    private let user: String

    init() throws {
        world = try World()
        user = try world.newHuman("sally")
    }

    private func attempt(_ store: inout Store) throws -> PasswordAttempt {
        let hasher = PasswordHasher(concurrency: 1, waiting: 0, cost: .testing)
        return try attempt(&store, hasher: hasher, user: UserID(user))
    }

    private func attempt(_ store: inout Store, hasher: PasswordHasher, user: UserID?) throws -> PasswordAttempt {
        PasswordAttempt(
            user: user, password: Secret("correct horse"), isLogin: true,
            hasher: hasher,
            grant: try world.grant(&store),
            request: [:])
    }

    @Test("a password that changes while it is being tried is tried again")
    func changed() throws {
        var store = try world.store()
        var runs = 0
        let outcome = try attempt(&store).make(&store) { _ in
            runs += 1
            let id = try world.firstCredential(of: user)
            #expect(world.change(id, ["password": "battery staple"]).status == 200)
        } success: { _, _, _ in
            Issue.record("the old password was taken")
        }
        guard case .wrong = outcome else { throw WrongType() }
        #expect(runs == 1)
        #expect(try world.news(of: user) == ["user.login.failed", "user.updated"])
    }

    @Test("a hash that is renewed meanwhile does not make the password wrong")
    func renewed() throws {
        var store = try world.store()
        var runs = 0
        let outcome = try attempt(&store).make(&store) { old in
            runs += 1
            guard runs == 1 else { return }
            let hash = try PasswordHasher(concurrency: 1, waiting: 0, cost: .testing).hash(Secret("correct horse"))
            var other = try world.store()
            let grant: Grant<AuthenticateUser> = try world.grant(&other)
            #expect(try other.rehash(old, as: hash, grant))
        } success: { user, _, _ in
            user.username
        }
        guard case .right("sally") = outcome else { throw WrongType() }
        #expect(runs == 2)
    }

    @Test("a user who is made inactive meanwhile is not let in")
    func deactivated() throws {
        var store = try world.store()
        let outcome = try attempt(&store).make(&store) { _ in
            #expect(world.send("PUT", "/v1/users/\(user)", ["user": ["state": "inactive"]]).status == 200)
        } success: { _, _, _ in
            Issue.record("the user was let in")
        }
        guard case .wrong = outcome else { throw WrongType() }
    }

    @Test("a user who is deleted meanwhile is not found")
    func deleted() throws {
        var store = try world.store()
        #expect(throws: Failure.self) {
            try attempt(&store).make(&store) { _ in
                #expect(world.send("DELETE", "/v1/users/\(user)").status == 204)
            } success: { _, _, _ in
            }
        }
    }

    @Test("failures that are counted while a password is being hashed hold for it too")
    func limitedMeanwhile() throws {
        var store = try world.store()
        let outcome = try attempt(&store).make(&store) { _ in
            // The same source: a request without an address, with the key of the attempt's caller.
            try fail(times: 10)
        } success: { _, _, _ in
            Issue.record("the eleventh was let in")
        }
        guard case .limited(let seconds) = outcome else { throw WrongType() }
        #expect((1...900).contains(seconds))
    }

    @Test("whoever is limited costs no hashing, everybody else does, whether or not they have a password")
    func cost() throws {
        let users = [user, try world.newBareHuman(), try world.newRobot(), nil]
        for user in users { #expect(try isHashed(for: user)) }
        try fail(times: 10)
        #expect(try !isHashed(for: user))
        let counts: [Int] = try world.column("failures", "SELECT failures FROM login_failures_by_source")
        #expect(counts == [10])
    }

    /// Whether a try needs a turn at hashing, of which there is none.
    private func isHashed(for user: String?) throws -> Bool {
        let hasher = PasswordHasher(concurrency: 1, waiting: 0)
        var store = try world.store()
        let attempt = try attempt(&store, hasher: hasher, user: user.flatMap(UserID.init))
        do throws(HashingError) {
            try hasher.bulkhead.run { () throws(HashingError) in
                do {
                    _ = try attempt.make(&store) { _ in
                    } success: { _, _, _ in
                    }
                } catch {
                    throw error as? HashingError ?? .unsupported
                }
            }
            return false
        } catch {
            #expect(error == .overloaded)
            return true
        }
    }

    /// Counts failures against the user and the attempts' source.
    private func fail(times: Int) throws {
        var store = try world.store()
        let grant: Grant<AuthenticateUser> = try world.grant(&store)
        let source = LoginSource([:], grant.caller)
        for _ in 0..<times {
            try store.transaction { store in
                var limits = try store.lockedPasswordLimits(of: UserID(user), from: source, grant)
                limits.fail(at: .now)
                try store.setPasswordLimits(limits, of: UserID(user), from: source, grant)
            }
        }
    }
}
