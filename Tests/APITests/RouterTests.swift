import Credentials
import JSON
import Testing

@testable import API

struct RouterTests {
    let world: World

    init() throws {
        world = try World()
    }

    @Test(
        "a verb that a path does not know is refused, with those that it knows",
        arguments: [
            ("DELETE", "/v1/users", "GET, HEAD, POST"), ("POST", "/v1/users/x", "GET, HEAD, PUT, PATCH, DELETE"),
            ("GET", "/v1/credentials", "POST"), ("GET", "/v1/realms/x/reset", "POST"),
            ("PURGE", "/v1/realms", "GET, HEAD, POST"),
            ("DELETE", "/v1/events/x", "GET, HEAD"), ("PUT", "/v1/sessions/x", "GET, HEAD, DELETE"),
            ("PATCH", "/v1/jwt_keys/x", "GET, HEAD, DELETE"), ("PUT", "/v1/sessions", "GET, HEAD, POST"),
            ("OPTIONS", "/v1/credentials/x/verify", "POST"),
        ])
    func methodNotAllowed(method: String, target: String, allowed: String) throws {
        let answer = world.send(method, target)
        #expect(answer.status == 405)
        #expect(answer.object == ["error": "Method not allowed"])
        #expect(answer.headers["allow"] == allowed)
    }

    @Test(
        "a path that there is not is not found",
        arguments: [
            "/v1", "/v1/", "/v1/nothing", "/", "/v1//users", "/v1/users//", "/v1/users/x/y", "/v1/Users",
            "/v1/login_policies", "/v1/user_tokens", "/v1/users.json", "/v1/%75sers",
        ])
    func unknownPath(target: String) {
        let answer = world.send("GET", target)
        #expect(answer.status == 404)
        #expect(answer.object == ["error": "Not found"])
    }

    @Test("a path that is spelt out goes before one that varies, whichever comes first in the table")
    func literals() throws {
        let routes = ["/v1/users/:id", "/v1/users/authenticate_key"].map { template in
            Route("POST", template, ReadUser.self) { _, _ in .empty() }
        }
        let segments = try #require(RequestTarget("/v1/users/authenticate_key".utf8).segments)
        for table in [routes, routes.reversed()] {
            #expect(try Router(routes: table).match("POST", segments).route.template == "/v1/users/authenticate_key")
        }
    }

    @Test("what can be asked of a user cannot be asked of the check of a key", arguments: ["GET", "PUT", "DELETE"])
    func authenticateKey(method: String) {
        #expect(world.send(method, "/v1/users/authenticate_key", ["user": [:]]).status == 404)
    }

    @Test("one trailing slash does not matter")
    func trailingSlash() throws {
        let user = try world.newRobot()
        #expect(world.send("GET", "/v1/users/").status == 200)
        #expect(world.send("GET", "/v1/users/\(user)/?x=1").status == 200)
        #expect(world.send("POST", "/v1/users/", ["user": ["user_type": "api"]]).status == 201)
    }

    @Test("HEAD is answered like GET")
    func head() throws {
        let user = try world.newRobot()
        for target in ["/v1/users/\(user)", "/v1/users", "/v1/events", "/v1/users/missing"] {
            let (head, get) = (world.send("HEAD", target), world.send("GET", target))
            #expect(head.status == get.status)
            #expect(head.body == get.body)
        }
    }

    @Test("PATCH changes what PUT changes")
    func patch() throws {
        let user = try world.newHuman()
        let answer = world.send("PATCH", "/v1/users/\(user)", ["user": ["first_name": "Sally"]])
        #expect(answer.status == 200)
        #expect(answer["first_name"] == "Sally")
        #expect(world.send("PATCH", "/v1/users", ["user": [:]]).status == 405)
    }
}
