import Credentials
import JSON
import MariaDB
import Testing

@Suite("Passwords changed with the present one")
struct PasswordUpdateTests {
    private let world: World
    private let user: String

    init() throws {
        world = try World()
        user = try world.newHuman("sally")
    }

    private func update(_ attributes: JSONObject) -> Answer { world.act("update_password", on: user, attributes) }

    @Test("whoever knows the present password sets another", arguments: ["sally", nil])
    func updated(path: String?) throws {
        let attributes: JSONObject = [
            "current_password": "correct horse", "password": "battery staple",
            "password_confirmation": "battery staple",
        ]
        let answer = world.act("update_password", on: path ?? user, attributes)
        #expect(answer.status == 200)
        #expect(answer.object == world.send("GET", "/v1/users/\(user)").object)
        #expect(try world.news(of: user) == ["user.updated"])
        #expect(world.opens(user, "battery staple") && !world.opens(user, "correct horse"))
    }

    @Test("they may come without a root or as a form, and the request is noted")
    func forms() {
        let path = "/v1/users/sally/update_password"
        let unrooted: JSON = [
            "current_password": "correct horse", "password": "battery staple", "request": ["ip": "192.0.2.7"],
        ]
        #expect(world.send("PUT", path, unrooted).status == 200)
        #expect(world.send("GET", "/v1/events").collection.first?["request"] == ["ip": "192.0.2.7"])
        let form = "user[current_password]=battery+staple&user[password]=correct+horse"
        #expect(world.send("PUT", path, form: form).status == 200)
        #expect(world.opens(user, "correct horse"))
    }

    @Test("a wrong present password is named, and changes nothing")
    func wrongPresent() throws {
        let answer = update(["current_password": "wrong", "password": "battery staple"])
        #expect(answer.status == 422)
        #expect(answer.errors == ["current_password: Current password does not match"])
        #expect(try world.news(of: user).isEmpty)
        #expect(world.opens(user, "correct horse"))
    }

    @Test("a new password must be there and keep the rules, before the present one is looked at")
    func rules() throws {
        let cases: [(JSONObject, [String])] = [
            ([:], ["current_password: Current password can't be blank", "password: Password can't be blank"]),
            (
                ["current_password": "", "password": ""],
                ["current_password: Current password can't be blank", "password: Password can't be blank"]
            ),
            (
                ["current_password": "wrong", "password": "short"],
                ["password: Password is too short (minimum is 8 characters)"]
            ),
            (
                ["current_password": "wrong", "password": "battery staple", "password_confirmation": "x"],
                ["password_confirmation: Password confirmation doesn't match"]
            ),
            (
                [
                    "current_password": 5, "password": "battery staple",
                ], ["current_password: Current password is not valid"]
            ),
        ]
        for (attributes, errors) in cases { #expect(update(attributes).errors == errors) }
        #expect(try world.news(of: user).isEmpty)
        let counted: [Int] = try world.column("count", "SELECT COUNT(*) AS count FROM login_failures_by_user")
        #expect(counted == [0])
    }

    @Test("whoever has no password has no present one that matches")
    func withoutPassword() throws {
        for user in [try world.newRobot(), try world.newBareHuman()] {
            let answer = world.act(
                "update_password", on: user, ["current_password": "correct horse", "password": "battery staple"])
            #expect(answer.errors == ["current_password: Current password does not match"])
        }
        #expect(world.act("update_password", on: "nobody", [:]).status == 404)
        #expect(world.act("update_password", on: "--", [:]).status == 404)
    }
}
