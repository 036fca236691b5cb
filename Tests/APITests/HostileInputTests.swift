import JSON
import Testing

@testable import API

/// Whatever is sent, the service answers and does not fail.
struct HostileInputTests {
    private static let parameters = [
        "after", "max_results", "sort", "direction", "expand", "state", "reference", "username", "email", "user_type",
        "realm_id", "user_id", "auth_provider_id", "event_type", "created_at_after", "request",
        "org_id",
    ]
    private static let values: [JSON] = [
        nil, true, 0, -1, 9_223_372_036_854_775_807, JSON(double: "1e999"), JSON(double: "-1e15"), "", "\0", "%", "'",
        "\\",
        "\u{10FFFF}", "usr_zzzzzzzzzzzzzzzzzzzzzz", "rl_0000000000000000000000", [], [[]], [nil, "x", 5], [:],
        ["a": "\0"],
    ]

    /// Where `--` leaves it to a token to name the user, and what a missing one is answered with.
    private static let byToken = ["authenticate_code": 401, "reset_password_with_token": 422, "verify_email": 422]

    let world: World

    init() throws {
        world = try World()
    }

    @Test("no value of any parameter makes a list or an object fail", arguments: parameters)
    func parameter(name: String) throws {
        let estate = try Estate(world)
        for route in AuthRocketRoutes.all where route.method == "GET" {
            for value in Self.values {
                let answer = try estate.send(route, world, headers: headers, body: [name: value])
                #expect(answer.status < 500, "\(route.template) \(value)")
            }
        }
        #expect(!world.log.text.contains("error"))
    }

    @Test("no value under or instead of a root makes a write fail")
    func roots() throws {
        for route in AuthRocketRoutes.all where route.method != "GET" {
            let estate = try Estate(world)
            let resource = try #require(route.template.split(separator: "/").dropFirst().first)
            for value in Self.values where route.method != "DELETE" || value != nil {
                let body: JSONObject = [String(resource.dropLast()): value, "user_id": value, "realm_id": value]
                #expect(
                    try estate.send(route, world, headers: headers, body: body).status < 500,
                    "\(route.template) \(value)")
            }
        }
    }

    @Test(
        "no id in a path makes the service fail",
        arguments: ["%00", "%", "-", "--", "%F4%8F%BF%BF", ".", "..", "usr_zzzzzzzzzzzzzzzzzzzzzz"])
    func ids(id: String) {
        for route in AuthRocketRoutes.all where route.template.contains(":id") {
            let status = world.send(route.method, route.template.replacing(":id", with: id), [:]).status
            let action = route.template.split(separator: "/").last.map(String.init) ?? ""
            let expected = id == "%" ? 400 : id == "--" ? Self.byToken[action] ?? 404 : 404
            #expect(status == expected, "\(route.method) \(route.template)")
        }
    }

    @Test("a list of very many types of events is no more work than the types there are")
    func manyTypes() {
        let types = JSON.array(Array(repeating: "realm", count: 20_000) + Array(repeating: "nothing", count: 20_000))
        #expect(world.send("GET", "/v1/events", ["event_type": types]).collection.count == 1)
        #expect(world.send("GET", "/v1/events", ["event_type": ["nothing"]]).collection.isEmpty)
        #expect(
            world.send("GET", "/v1/events", ["event_type": ["realm", 5]]).errors == [
                "event_type: Event type is not valid"
            ])
    }

    @Test("a body with very many names is read", arguments: ["application/json", "application/x-www-form-urlencoded"])
    func manyNames(type: String) {
        let isForm = type != "application/json"
        let names = (0..<50_000).map { isForm ? "user[custom][\($0)]=1" : #""\#($0)":1"# }
        let body = isForm ? names.joined(separator: "&") : #"{"user":{\#(names.joined(separator: ","))}}"#
        let answer = world.send(
            "POST", "/v1/users", raw: Array((isForm ? "user[user_type]=api&" + body : body).utf8), type: type)
        #expect(answer.status == 422)
    }

    private var headers: [String: String] { ["x-authrocket-api-key": world.manage] }
}
