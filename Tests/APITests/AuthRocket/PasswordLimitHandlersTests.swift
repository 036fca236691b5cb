import Credentials
import JSON
import MariaDB
import Testing

@Suite("Limits of passwords guessed, in logins")
struct PasswordLimitHandlersTests {
    private let world: World
    private let user: String
    private let tenFailures = Array(repeating: 401, count: 10)

    init() throws {
        world = try World()
        user = try world.newHuman("sally")
    }

    /// The rows of both tables of failures.
    private func rows() throws -> [Int] {
        try ["login_failures_by_user", "login_failures_by_source"].flatMap { table -> [Int] in
            try world.column("count", SQL(stringLiteral: "SELECT COUNT(*) AS count FROM \(table)"))
        }
    }

    private func expectLimit(_ answer: Answer, seconds: ClosedRange<Int> = 600...900) {
        #expect(answer.status == 429)
        #expect(answer.object == ["error": "Rate limited"])
        #expect(seconds.contains(Int(answer.headers["retry-after"] ?? "") ?? -1))
    }

    @Test("after ten failures even the right password has to wait, until 15 minutes after the first")
    func pair() throws {
        #expect(world.guess(user, from: "192.0.2.7", times: 10) == tenFailures)
        for password in ["wrong", "correct horse"] {
            expectLimit(world.authenticate(user, password, from: "192.0.2.7"))
        }
        #expect(try world.news(of: user) == Array(repeating: "user.login.failed", count: 10))
        try world.ageGuesses(seconds: 600)
        expectLimit(world.authenticate(user, from: "192.0.2.7"), seconds: 1...300)
        try world.ageGuesses(seconds: 300)
        #expect(world.authenticate(user, from: "192.0.2.7").status == 200)
    }

    @Test("after the window ten more are free")
    func window() throws {
        #expect(world.guess(user, times: 10) == tenFailures)
        try world.ageGuesses(seconds: 900)
        #expect(world.guess(user, times: 10) == tenFailures)
        expectLimit(world.authenticate(user))
    }

    @Test(
        "from elsewhere the right password works meanwhile, and other users' from there",
        arguments: [("192.0.2.7", "192.0.2.8"), ("2001:db8:0:1::1", "2001:db8:0:2::1"), ("office", "home")])
    func elsewhere(here: String, there: String) throws {
        let other = try world.newHuman("other")
        #expect(world.guess(user, from: here, times: 11) == tenFailures + [429])
        #expect(world.authenticate(user, from: there).status == 200)
        #expect(world.authenticate(user).status == 200)
        #expect(world.authenticate(other, from: here).status == 200)
        #expect(world.authenticate(user, from: here).status == 429)
    }

    @Test(
        "an address in other letters, or of the same network, is the same source",
        arguments: [("192.0.2.7", "::ffff:192.0.2.7"), ("2001:db8::1", "2001:DB8:0:0:ffff::1")])
    func sameSource(here: String, there: String) {
        #expect(world.guess(user, from: here, times: 5) + world.guess(user, from: there, times: 5) == tenFailures)
        for ip in [here, there] { expectLimit(world.authenticate(user, from: ip)) }
    }

    @Test("without an address the source is the caller's key", arguments: [nil, "", "  "])
    func callers(ip: String?) {
        #expect(world.guess(user, from: ip, times: 10) == tenFailures)
        expectLimit(world.authenticate(user))
        let path = "/v1/users/\(user)/authenticate"
        #expect(world.send("POST", path, ["password": "correct horse"], key: world.write).status == 200)
        #expect(world.send("POST", path, ["password": "correct horse", "request": ["ip": 5]]).status == 429)
    }

    @Test("a success clears the count of its pair alone")
    func success() throws {
        _ = world.guess(user, from: "192.0.2.8", times: 3)
        #expect(world.guess(user, from: "192.0.2.7", times: 9) == Array(repeating: 401, count: 9))
        #expect(try rows() == [2, 2])
        #expect(world.authenticate(user, from: "192.0.2.7").status == 200)
        #expect(try rows() == [1, 2])
        #expect(world.guess(user, from: "192.0.2.7", times: 11) == tenFailures + [429])
    }

    @Test("logins that succeed keep no rows")
    func cheap() throws {
        for _ in 0..<3 { #expect(world.authenticate(user, from: "192.0.2.7").status == 200) }
        #expect(try rows() == [0, 0])
    }

    @Test("a hundred failures from one source over all users, real or not, end all tries from there")
    func source() throws {
        let users = try (0..<6).map { try world.newHuman("user\($0)") } + ["nobody", "nothing"]
        for user in users {
            let failure = user.hasPrefix("usr_") ? 401 : 404
            #expect(world.guess(user, from: "192.0.2.7", times: 10) == Array(repeating: failure, count: 10))
        }
        #expect(world.guess("one", from: "192.0.2.7", times: 20) == Array(repeating: 404, count: 20))
        for name in [user, "one", "two", "usr_0000000000000000000000"] {
            expectLimit(world.authenticate(name, from: "192.0.2.7"), seconds: 1...900)
        }
        #expect(world.authenticate(user, from: "192.0.2.8").status == 200)
        let realm = try world.newRealm()
        let path = "/v1/users/one/authenticate?realm_id=\(realm)"
        #expect(world.send("POST", path, ["password": "x", "ip": "192.0.2.7"]).status == 404)
        try world.ageGuesses(seconds: 900)
        #expect(world.authenticate(user, from: "192.0.2.7").status == 200)
    }

    @Test("API users and users without a password are counted, and limited, like all others")
    func unable() throws {
        for user in [try world.newRobot(), try world.newBareHuman()] {
            #expect(world.guess(user, from: "192.0.2.7", times: 11) == tenFailures + [429])
        }
    }

    @Test("of 64 wrong guesses at once ten are answered, and the right password works from elsewhere")
    func atOnce() throws {
        let body: JSON = ["password": "wrong", "request": ["ip": "192.0.2.7"]]
        let answers = try world.sendAtOnce(world.request("POST", "/v1/users/\(user)/authenticate", body), threads: 64)
        #expect(answers.count { $0 == 401 } == 10)
        #expect(answers.count { $0 == 429 } == 54)
        #expect(try world.news(of: user).count == 10)
        expectLimit(world.authenticate(user, from: "192.0.2.7"))
        #expect(world.authenticate(user, from: "192.0.2.8").status == 200)
    }

    @Test("of 128 names guessed at once a hundred are answered")
    func namesAtOnce() throws {
        let body: JSON = ["password": "wrong", "request": ["ip": "192.0.2.7"]]
        let request = world.request("POST", "/v1/users/nobody/authenticate", body)
        let answers = try world.sendAtOnce(request, threads: 64) + world.sendAtOnce(request, threads: 64)
        #expect(answers.count { $0 == 404 } == 100)
        #expect(answers.count { $0 == 429 } == 28)
    }

    @Test("a wrong present password counts as a wrong login does, and a right one clears the count")
    func updates() throws {
        func update(_ current: String) -> Answer {
            let user: JSON = ["current_password": .text(current), "password": "correct horse"]
            return world.send(
                "PUT", "/v1/users/\(self.user)/update_password", ["user": user, "request": ["ip": "192.0.2.7"]])
        }
        #expect(
            world.guess(user, from: "192.0.2.7", times: 5) + (0..<4).map { _ in update("wrong").status }
                == Array(repeating: 401, count: 5) + Array(repeating: 422, count: 4))
        #expect(update("correct horse").status == 200)
        #expect(try rows() == [0, 1])
        #expect((0..<10).map { _ in update("wrong").status } == Array(repeating: 422, count: 10))
        expectLimit(update("wrong"))
        expectLimit(update("correct horse"))
        expectLimit(world.authenticate(user, from: "192.0.2.7"))
    }
}
