import Credentials
import JSON
import MariaDB
import Testing

@Suite("Sealed values that somebody moved in the database")
struct MovedSecretsTests {
    private let world: World
    private let user: String

    init() throws {
        world = try World()
        user = try world.newHuman()
    }

    /// Exchanges a column's values between two credentials.
    private func exchange(_ column: StaticString, _ first: String, _ second: String) throws {
        let (first, second) = (try stored(first, CredentialID.self), try stored(second, CredentialID.self))
        try world.execute(
            """
            UPDATE credentials AS one JOIN credentials AS other ON other.id = \(second)
            SET one.\(raw: column) = other.\(raw: column), other.\(raw: column) = one.\(raw: column)
            WHERE one.id = \(first)
            """)
    }

    private func expectDefect(_ answer: Answer) {
        #expect(answer.status == 500)
        #expect(answer.bodyText == #"{"error":"Internal error"}"#)
    }

    @Test("an OTP secret does not open for another device")
    func otpSecret() throws {
        let (first, second) = (try world.newDevice(of: user), try world.newDevice(of: user))
        try exchange("otp_secret", first.id, second.id)
        for device in [first, second] {
            expectDefect(world.credential(device.id))
            expectDefect(world.verify(device.id, .text(second.code())))
        }
        try exchange("otp_secret", first.id, second.id)
        #expect(world.verify(first.id, .text(first.code())).status == 200)
    }

    @Test("an access token does not open for another link, nor in place of an OTP secret")
    func accessToken() throws {
        _ = try world.newProvider("google", ["client_id": "credence"])
        let links = try ["1", "2"].map { number in
            try world.newCredential(
                "google", of: user, ["provider_user_id": .text(number), "access_token": .text("token \(number)")]
            ).text("id")
        }
        try exchange("access_token", links[0], links[1])
        for link in links { expectDefect(world.credential(link)) }
        let device = try world.newDevice(of: user)
        let (from, to) = (try stored(device.id, CredentialID.self), try stored(links[0], CredentialID.self))
        try world.execute(
            """
            UPDATE credentials AS link JOIN credentials AS device ON device.id = \(from)
            SET link.access_token = device.otp_secret WHERE link.id = \(to)
            """)
        expectDefect(world.credential(links[0]))
    }

    @Test("an API key does not open for another credential, and its user says so too")
    func apiKey() throws {
        try world.changeRealm(["api_key_policy": "encrypt"])
        let robots = [try world.newRobot(), try world.newRobot()]
        let ids = try robots.map { try world.firstCredential(of: $0) }
        try exchange("api_key", ids[0], ids[1])
        for (robot, id) in zip(robots, ids) {
            expectDefect(world.credential(id))
            expectDefect(world.send("GET", "/v1/users/\(robot)"))
        }
        #expect(world.log.text.contains("belongs to another place"))
    }

    @Test("an app hook's secrets do not open for another hook", arguments: ["destination", "signing_secret"])
    func appHook(column: String) throws {
        let hooks = try [world.newHook(), world.newHook()].map { try $0.text("id") }
        let ids = try hooks.map { try stored($0, AppHookID.self) }
        try world.execute(
            """
            UPDATE app_hooks AS one JOIN app_hooks AS other ON other.id = \(ids[1])
            SET one.destination = IF(\(column) = 'destination', other.destination, one.destination),
                one.signing_secret = IF(\(column) = 'destination', one.signing_secret, other.signing_secret)
            WHERE one.id = \(ids[0])
            """)
        expectDefect(world.hook(hooks[0]))
        #expect(world.hook(hooks[1]).status == 200)
    }

    @Test("a data key of another realm does not open")
    func dataKey() throws {
        let device = try world.newDevice(of: user)
        let other = try stored(try world.newRealm(), RealmID.self)
        try world.execute(
            """
            UPDATE data_keys AS mine JOIN data_keys AS other ON other.realm_id = \(other) AND other.purpose = mine.purpose
            SET mine.wrapped = other.wrapped, mine.master_key = other.master_key
            WHERE mine.realm_id = \(world.realm.bytes)
            """)
        expectDefect(world.credential(device.id))
    }
}
