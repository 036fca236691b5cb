import JSON
import Testing

@testable import API

/// What apps say of their own requests (authrocket-v1.md section 1.5).
struct InputAuthRocketTests {
    private static let note: JSON = ["ip": "192.0.2.7", "client": "Firefox/38.0"]

    let world: World

    init() throws {
        world = try World()
    }

    @Test("a note may stand beside the root, under it or in an un-rooted body")
    func places() throws {
        let bodies: [JSON] = [
            ["user": [:], "request": Self.note], ["user": ["request": Self.note]],
            ["reference": "r", "request": Self.note],
        ]
        for body in bodies { #expect(try noted(body) == Self.note, "\(body)") }
    }

    @Test("a note may stand in the query, in brackets")
    func query() throws {
        #expect(try noted(nil, query: "?request%5Bip%5D=192.0.2.7&request[client]=Firefox/38.0") == Self.note)
    }

    @Test("a note may come in a form")
    func form() throws {
        let user = try world.newRobot()
        world.send(
            "PUT", "/v1/users/\(user)", form: "user[reference]=r&request[ip]=192.0.2.7&request[client]=Firefox%2F38.0")
        #expect(try latest(of: user) == Self.note)
    }

    @Test(
        "what is no object is ignored: Ruby's inspected hash, a text, a list",
        arguments: ["text", 5, ["x"], nil, []] as [JSON])
    func ignored(note: JSON) throws {
        #expect(try noted(["user": [:], "request": note]) == [:])
        #expect(try noted(nil, query: "?request=%7B%22ip%22%3D%3E%22192.0.2.7%22%7D") == [:])
    }

    @Test("other members are kept as they are")
    func otherMembers() throws {
        let note: JSON = ["ip": "192.0.2.7", "session": ["number": 5, "list": [true, nil]]]
        #expect(try noted(["user": [:], "request": note]) == note)
    }

    @Test("a note of 4 KiB is taken, and no more")
    func size() throws {
        let frame = #"{"x":""}"#.utf8.count
        func note(_ bytes: Int) -> JSON { ["x": .text(String(repeating: "x", count: bytes - frame))] }
        #expect(try noted(["user": [:], "request": note(4096)]) == note(4096))
        let user = try world.newRobot()
        let before = try world.fingerprint()
        let answer = world.send("PUT", "/v1/users/\(user)", ["user": ["reference": "r"], "request": note(4097)])
        #expect(answer.errors == ["request: Request is too long (maximum is 4096 bytes)"])
        #expect(try world.fingerprint() == before)
    }

    @Test("a note has at most six levels and no NUL", arguments: ["PUT", "DELETE"])
    func depth(method: String) throws {
        let user = try world.newRobot()
        let notes: [JSON] = [["a": [[[[[[]]]]]]], ["a": "\0"], ["\0": "a"]]
        for note in notes {
            let answer = world.send(method, "/v1/users/\(user)", ["request": note])
            #expect(answer.errors == ["request: Request is not valid"])
        }
        #expect(try noted(["user": [:], "request": ["a": [[[[[]]]]]]]) == ["a": [[[[[]]]]]])
    }

    private func noted(_ body: JSON?, query: String = "") throws -> JSON? {
        let user = try world.newRobot()
        #expect(world.send("PUT", "/v1/users/\(user)\(query)", body).status == 200)
        return try latest(of: user)
    }

    private func latest(of user: String) throws -> JSON? {
        world.send("GET", "/v1/events?user_id=\(user)").collection.first?["request"]
    }
}
