import Credentials
import JSON
import MariaDB
import Testing

@Suite("Tokens that a change ends")
struct EndedTokensTests {
    /// The ways in which a password changes.
    enum Change: CaseIterable {
        case credential, user, deletion, creation, present, reset
    }

    private let world: World
    private let user: String

    init() throws {
        world = try World()
        user = try world.newPhoneOwner("sally").user
    }

    private func make(_ change: Change) throws -> Int {
        let credential = try world.firstCredential(of: user)
        switch change {
        case .credential: return world.change(credential, ["password": "battery staple"]).status
        case .user:
            return world.send("PUT", "/v1/users/\(user)", ["user": ["password": "battery staple"]]).status
        case .deletion: return world.send("DELETE", "/v1/credentials/\(credential)").status
        case .creation: return world.newCredential("password", of: user, ["password": "battery staple"]).status
        case .present:
            let attributes: JSONObject = ["current_password": "correct horse", "password": "battery staple"]
            return world.act("update_password", on: user, attributes).status
        case .reset:
            let token = try world.token("generate_password_token", of: user)
            let attributes: JSONObject = ["token": .text(token), "password": "battery staple"]
            return world.act("reset_password_with_token", on: "--", attributes).status
        }
    }

    /// The tokens that there are now.
    private func digests(_ purpose: OneTimeToken.Purpose) throws -> Set<[UInt8]> {
        let word = purpose.rawValue
        let digests: [[UInt8]] = try world.column(
            "digest", "SELECT digest FROM one_time_tokens WHERE purpose = \(word)")
        return Set(digests)
    }

    @Test("any change of a password ends pending logins and resets, and no other user's", arguments: Change.allCases)
    func passwords(change: Change) throws {
        let other = try world.newPhoneOwner("other").user
        if change == .creation { _ = try make(.deletion) }
        var ended = [try world.token("generate_password_token", of: user)]
        if change != .creation { ended.append(try world.authenticate(user).text("token")) }
        let kept = try [
            world.token("generate_password_token", of: other), world.authenticate(other).text("token"),
            world.token("request_email_verification", of: user),
        ]
        #expect([200, 201, 204].contains(try make(change)))
        let left = try OneTimeToken.Purpose.allCases.map(digests).reduce(into: Set()) { $0.formUnion($1) }
        for token in ended { #expect(!left.contains(try digest(token))) }
        for token in kept { #expect(left.contains(try digest(token))) }
    }

    @Test("a change that changes no password ends nothing")
    func others() throws {
        _ = try world.token("generate_password_token", of: user)
        _ = world.authenticate(user)
        let before = try world.fingerprint()["one_time_tokens"]
        #expect(world.change(try world.firstCredential(of: user), [:]).status == 200)
        #expect(world.change(try world.firstCredential(of: user), ["password": "short"]).status == 422)
        #expect(world.send("PUT", "/v1/users/\(user)", ["user": ["first_name": "Sally"]]).status == 200)
        #expect(world.authenticate(user, "wrong").status == 401)
        #expect(try world.fingerprint()["one_time_tokens"] == before)
    }

    @Test("tokens go with their user, and with a reset of their realm", arguments: [true, false])
    func deletion(isReset: Bool) throws {
        _ = try world.token("generate_password_token", of: user)
        #expect(world.guess(user, times: 1) == [401])
        if isReset {
            #expect(world.send("POST", "/v1/realms/\(world.realm)/reset").status == 200)
        } else {
            #expect(world.send("DELETE", "/v1/users/\(user)").status == 204)
        }
        #expect(try digests(.password).isEmpty)
        let failures: [Int] = try world.column("count", "SELECT COUNT(*) AS count FROM login_failures_by_user")
        #expect(failures == [0])
    }

    private func digest(_ token: String) throws -> [UInt8] {
        let purpose = try #require(OneTimeToken.Purpose.allCases.first { token.hasPrefix($0.prefix) })
        return try #require(OneTimeToken(token, for: purpose)).digest
    }
}
