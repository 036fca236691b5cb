import Credentials
import JSON
import Testing

@testable import API

struct ServiceTests {
    let world: World

    init() throws {
        world = try World()
    }

    @Test("every answer has a request id, the one that nginx drew")
    func requestID() throws {
        let seed = "0123456789abcdef0123456789abcdef"
        let id = RequestID(nginxHex: seed).text(in: .authRocket)
        for (target, key) in [
            ("/v1/realms", world.manage), ("/v1/nothing", world.manage), ("/v1/users", ""), ("/", ""),
        ] {
            let answer = world.send(
                Request(
                    method: "GET", target: target, headers: ["x-authrocket-api-key": key], body: .whole([]), seed: seed)
            )
            #expect(answer.headers["x-request-id"] == id)
        }
        let own = try #require(world.send("GET", "/v1/realms").headers["x-request-id"])
        #expect(own.hasPrefix("rq_") && own.count == 25 && own != id)
    }

    @Test("a path that names nothing is refused in the envelope of its family", arguments: ["/v2//sources", "/v2/a//"])
    func emptySegment(target: String) throws {
        let answer = world.send("GET", target)
        #expect(answer.status == 404 && answer.headers["x-request-id"].map(JSON.text) == answer["request_id"])
    }

    @Test("every answer with a body is JSON, spelled as the PHP client looks for it")
    func contentType() throws {
        let answers = [
            world.send("GET", "/v1/realms"), world.send("GET", "/v1/nothing"), world.send("PUT", "/v1/realms"),
            world.send("POST", "/v1/users", raw: Array("{".utf8)), world.send("POST", "/v1/users", ["user": [:]]),
            world.send("GET", "/healthz"),
        ]
        #expect(answers.map(\.status) == [200, 404, 405, 400, 422, 200])
        #expect(answers.allSatisfy { $0.headers["content-type"] == "application/json; charset=utf-8" })
    }

    @Test("a deletion is answered without a body")
    func noContent() throws {
        let answer = world.send("DELETE", "/v1/users/\(try world.newRobot())")
        #expect(answer.status == 204)
        #expect(answer.body.isEmpty && answer.headers["content-type"] == nil)
    }

    @Test("caller, path, input, permission and object are checked in this order")
    func order() throws {
        let bad = Array("{".utf8)
        func status(_ method: String, _ target: String, _ body: [UInt8], key: String, type: String, accept: String)
            -> Int
        {
            let headers = [
                "x-authrocket-api-key": key, "content-type": type, "accept": accept,
                "x-authrocket-realm": world.realm.description,
            ]
            return world.send(
                Request(method: method, target: target, headers: Headers(headers), body: .whole(body), seed: nil)
            ).status
        }
        let (put, missing) = ("PUT", "/v1/users/missing")
        #expect(status(put, "/v1/nothing", bad, key: "", type: "text/plain", accept: "text/html") == 403)
        #expect(status(put, "/v1/nothing", bad, key: world.read, type: "text/plain", accept: "text/html") == 404)
        #expect(status("POST", missing, bad, key: world.read, type: "text/plain", accept: "text/html") == 405)
        #expect(status(put, missing, bad, key: world.read, type: "text/plain", accept: "text/html") == 415)
        #expect(status(put, missing, bad, key: world.read, type: "application/json", accept: "text/html") == 406)
        #expect(status(put, missing, bad, key: world.read, type: "application/json", accept: "*/*") == 400)
        #expect(status(put, missing, [], key: world.read, type: "application/json", accept: "*/*") == 403)
        let wrong = Array(#"{"user":{"state":5}}"#.utf8)
        #expect(status(put, missing, wrong, key: world.write, type: "application/json", accept: "*/*") == 404)
    }

    @Test("methods are logged by their names", arguments: ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"])
    func loggedMethod(method: String) throws {
        _ = world.send(Request(method: method, target: "/v1/users", headers: [:], body: .whole([]), seed: nil))
        #expect(world.log.entries.last?.method == method)
    }

    @Test("one line is logged for each request, with the route's template and nothing that was sent")
    func log() throws {
        world.send("GET", "/v1/users/planted-name?x=planted-query")
        let line = try #require(world.log.entries.last)
        #expect(line.route == "/v1/users/:id" && line.status == 404)
        #expect(line.caller.map { $0 == world.manage.prefix(25) } == true)
        #expect(line.requestID.hasPrefix("rq_") && line.duration > 0)
        #expect(line.method == "GET")
        let count = world.log.entries.count
        world.send("POST", "/v1/planted-path", ["user": ["password": "planted-password"]])
        _ = world.send(Request(method: "PLANTED", target: "/", headers: [:], body: .whole([]), seed: nil))
        #expect(world.log.entries.count == count + 2)
        #expect(world.log.entries.last?.method == "other")
        #expect(!world.log.text.lowercased().contains("planted"))
        #expect(!world.log.text.contains(world.manage.suffix(43)))
    }
}
