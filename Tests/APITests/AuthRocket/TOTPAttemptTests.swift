import Credentials
import JSON
import MariaDB
import Testing

@Suite("Codes tried against a TOTP credential")
struct TOTPAttemptTests {
    private let world: World
    private let user: String
    private let device: Device
    private static let refusal = ["base: Verification failed"]

    init() async throws {
        world = try World()
        user = try world.newHuman()
        device = try world.newDevice(of: user)
        try await Device.settle()
    }

    private func status(_ offset: Int64) -> Int { world.verify(device.id, .text(device.code(offset))).status }

    @Test("one step of drift either way is accepted", arguments: [-1, 0, 1] as [Int64])
    func drift(offset: Int64) {
        #expect(status(offset) == 200)
    }

    @Test("two steps are too far", arguments: [-2, 2] as [Int64])
    func tooFar(offset: Int64) throws {
        try #require(![-1, 0, 1].contains { device.code($0) == device.code(offset) })
        let answer = world.verify(device.id, .text(device.code(offset)))
        #expect(answer.status == 422)
        #expect(answer.errors == Self.refusal)
    }

    @Test("a code works once, and codes of older steps not after it")
    func replay() throws {
        try #require(Set([-1, 0, 1].map { device.code($0) }).count == 3)
        #expect(status(0) == 200)
        #expect(world.verify(device.id, .text(device.code())).errors == Self.refusal)
        #expect(status(-1) == 422)
        #expect(status(1) == 200)
        #expect(status(1) == 422)
    }

    @Test("a code sent again is refused and is no guess")
    func repetition() throws {
        #expect(status(0) == 200)
        for _ in 0..<7 { #expect(status(0) == 422) }
        #expect(world.fail(device, times: 5) == [422, 422, 422, 422, 422])
    }

    @Test("a number that lost its leading zeros, blanks and hyphens do not matter")
    func spellings() throws {
        let id = try stored(device.id, CredentialID.self)
        let spellings: [(String) -> JSON] = [
            { .number(JSONNumber(Int($0) ?? -1)) }, { .text(" \($0.prefix(3)) \($0.suffix(3))\n") },
            { .text("\($0.prefix(3))-\($0.suffix(3))") },
        ]
        for spelling in spellings {
            #expect(world.verify(device.id, spelling(device.code())).status == 200)
            try world.execute("UPDATE totp_guards SET last_step = 0 WHERE credential_id = \(id)")
        }
    }

    @Test("leading zeros that a number lost are restored")
    func leadingZeros() throws {
        // A secret of whose nearby codes one begins with a zero.
        for _ in 0..<200 {
            let device = try world.newDevice(of: user)
            guard let offset = [-1, 0, 1].first(where: { device.code($0).hasPrefix("0") }) else { continue }
            let number = try #require(Int(device.code(offset)))
            #expect(world.verify(device.id, .number(JSONNumber(number))).status == 200)
            return
        }
        Issue.record("no code began with a zero")
    }

    @Test(
        "what is no code fails and is no guess",
        arguments: [nil, .null, "", "12345", "1234567", "abcdef", true, -1, ["123456"]] as [JSON?])
    func noCode(code: JSON?) throws {
        var attributes: JSONObject = [:]
        attributes["code"] = code
        for _ in 0..<6 {
            let answer = world.send("POST", "/v1/credentials/\(device.id)/verify", ["credential": .object(attributes)])
            #expect(answer.status == 422)
            #expect(answer.errors == Self.refusal)
        }
        #expect(status(0) == 200)
    }

    @Test("after five failures even the right code has to wait, and the caller learns how long")
    func limit() throws {
        #expect(world.fail(device, times: 5) == [422, 422, 422, 422, 422])
        for code in [device.wrongCode(), device.code()] {
            let answer = world.verify(device.id, .text(code))
            #expect(answer.status == 429)
            #expect(answer.object.names == ["error"])
            let seconds = try #require(Int(answer.headers["retry-after"] ?? ""))
            #expect((25...30).contains(seconds))
        }
        #expect(try world.credential(device.id).text("state") == "new")
        #expect(try world.changes(of: user) == 1)
    }

    @Test("from then on there is one try per 30 seconds")
    func spacing() throws {
        _ = world.fail(device, times: 5)
        try world.age(device, seconds: 31)
        #expect(world.fail(device, times: 2) == [422, 429])
        try world.age(device, seconds: 31)
        #expect(status(0) == 200)
    }

    @Test("a success clears the count")
    func success() throws {
        #expect(world.fail(device, times: 4) == [422, 422, 422, 422])
        #expect(status(0) == 200)
        #expect(world.fail(device, times: 5) == [422, 422, 422, 422, 422])
        #expect(status(1) == 429)
    }

    @Test("failures are forgotten after five minutes")
    func forgotten() throws {
        _ = world.fail(device, times: 4)
        try world.age(device, seconds: 301)
        #expect(world.fail(device, times: 5) == [422, 422, 422, 422, 422])
        try world.age(device, seconds: 301)
        #expect(world.fail(device, times: 5) == [422, 422, 422, 422, 422])
        #expect(world.fail(device, times: 1) == [429])
    }

    @Test("another device of the same user is not affected")
    func otherDevice() throws {
        let other = try world.newDevice(of: user)
        _ = world.fail(device, times: 5)
        #expect(status(0) == 429)
        #expect(world.verify(other.id, .text(other.code())).status == 200)
    }

    @Test("a failure stays counted although it is answered with an error")
    func committed() throws {
        _ = world.fail(device, times: 3)
        let id = try stored(device.id, CredentialID.self)
        let failures: [Int] = try world.column(
            "failures", "SELECT failures FROM totp_guards WHERE credential_id = \(id)")
        #expect(failures == [3])
    }

    @Test("of forty threads with the same right code at once one is accepted")
    func once() throws {
        let request = world.request(
            "POST", "/v1/credentials/\(device.id)/verify", ["credential": ["code": .text(device.code())]])
        let answers = try world.sendAtOnce(request, threads: 40)
        #expect(answers.count == 40)
        #expect(answers.count { $0 == 200 } == 1)
        #expect(Set(answers).isSubset(of: [200, 422, 429]))
        #expect(try world.changes(of: user) == 2)
    }
}
