import Credentials
import MariaDB
import Secrets
import Store
import Testing

@Suite("Store: limits of passwords guessed")
struct StorePasswordLimitsTests {
    private let deployment: Deployment
    private let sally, harry: UserID
    private let grant: Grant<AuthenticateUser>
    private let here = LoginSource(address: "192.0.2.7", key: new())
    private let there = LoginSource(address: "192.0.2.8", key: new())

    init() throws {
        deployment = try Deployment()
        var store = try deployment.store()
        sally = try store.newUser("sally", try deployment.grant())
        harry = try store.newUser("harry", try deployment.grant())
        grant = try deployment.grant()
    }

    private func fail(_ user: UserID?, from source: LoginSource, at now: Timestamp, _ store: inout Store) throws {
        try store.transaction { store in
            var limits = try store.lockedPasswordLimits(of: user, from: source, grant)
            limits.fail(at: now)
            try store.setPasswordLimits(limits, of: user, from: source, grant)
        }
    }

    private func counts(_ user: UserID?, _ source: LoginSource, _ store: inout Store) throws -> [Int?] {
        let limits = try store.passwordLimits(of: user, from: source, grant)
        return [limits.pair?.failures, limits.source.failures]
    }

    private func rows() throws -> [Int] {
        try ["login_failures_by_user", "login_failures_by_source"].flatMap { table -> [Int] in
            try deployment.column("count", SQL(stringLiteral: "SELECT COUNT(*) AS count FROM \(table)"))
        }
    }

    @Test("failures are kept to the microsecond, by user and source and by source alone")
    func failures() throws {
        var store = try deployment.store()
        let now = Timestamp.now
        #expect(try counts(sally, here, &store) == [0, 0])
        #expect(try rows() == [0, 0])
        for _ in 0..<2 { try fail(sally, from: here, at: now, &store) }
        try fail(harry, from: here, at: now, &store)
        try fail(nil, from: here, at: now, &store)
        try fail(sally, from: there, at: now, &store)
        #expect(try counts(sally, here, &store) == [2, 4])
        #expect(try counts(harry, here, &store) == [1, 4])
        #expect(try counts(nil, here, &store) == [nil, 4])
        #expect(try counts(sally, there, &store) == [1, 1])
        let limits = try store.passwordLimits(of: sally, from: here, grant)
        #expect(limits.pair == PasswordLimit(.pair, failures: 2, firstFailure: limits.source.firstFailure))
        try store.forgiveFailures(of: sally, from: here, grant)
        #expect(try counts(sally, here, &store) == [0, 4])
        #expect(try counts(sally, there, &store) == [1, 1])
    }

    @Test("the same source in another realm is another count")
    func otherRealm() throws {
        var store = try deployment.store()
        try fail(sally, from: here, at: .now, &store)
        let other: Grant<AuthenticateUser> = try deployment.grant(in: try store.newRealm(of: deployment.account))
        #expect(try store.passwordLimits(of: nil, from: here, other).source.failures == 0)
    }

    @Test("counts go with their user")
    func deletion() throws {
        var store = try deployment.store()
        try fail(sally, from: here, at: .now, &store)
        try fail(harry, from: there, at: .now, &store)
        #expect(try store.delete(sally, try deployment.grant(WriteUser.self)))
        #expect(try rows() == [1, 2])
    }

    @Test("what lies behind the window is swept, a limited number at once, and nothing else")
    func sweep() throws {
        var store = try deployment.store()
        let noon = Timestamp(seconds: 1_800_000_000)
        try fail(sally, from: here, at: noon, &store)
        try fail(harry, from: here, at: noon, &store)
        try fail(sally, from: there, at: noon.adding(seconds: 1), &store)
        try deployment.execute(
            "UPDATE login_failures_by_user SET first_failure_at = \(noon) WHERE source = \(here.digest)")
        try deployment.execute(
            "UPDATE login_failures_by_source SET first_failure_at = \(noon) WHERE source = \(here.digest)")
        let end = noon.adding(seconds: PasswordLimit.window)
        #expect(try store.sweepPasswordLimits(at: Timestamp(microseconds: end.microseconds - 1), limit: 1) == 0)
        #expect(try store.sweepPasswordLimits(at: end, limit: 1) == 2)
        #expect(try store.sweepPasswordLimits(at: end, limit: 1) == 1)
        #expect(try store.sweepPasswordLimits(at: end, limit: 1) == 0)
        #expect(try rows() == [1, 1])
    }
}
