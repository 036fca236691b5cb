import JSON
import Testing

@testable import API

/// What a request may bring, in all its shapes (authrocket-v1.md sections 1.3 to 1.6).
struct InputTests {
    let world: World

    init() throws {
        world = try World()
    }

    @Test("attributes may stand under their root or alone")
    func root() throws {
        let rooted = world.send("POST", "/v1/users", ["user": ["user_type": "api", "reference": "r"]])
        let unrooted = world.send("POST", "/v1/users", ["user_type": "api", "reference": "r"])
        #expect([rooted.status, unrooted.status] == [201, 201])
        #expect(rooted["reference"] == "r" && unrooted["reference"] == "r")
        let id = try rooted.text("id")
        #expect(world.send("PUT", "/v1/users/\(id)", ["reference": "s"])["reference"] == "s")
        #expect(world.send("PUT", "/v1/realms/\(world.realm)", ["name": "Renamed"])["name"] == "Renamed")
        #expect(world.send("POST", "/v1/auth_providers", ["provider_type": "totp"]).status == 201)
    }

    @Test("an empty body is an empty object")
    func emptyBody() throws {
        #expect(world.send("POST", "/v1/realms/\(world.realm)/reset").status == 200)
        #expect(world.send("PUT", "/v1/realms/\(world.realm)").status == 200)
        #expect(world.send("POST", "/v1/users").errors == ["user_type: User type can't be blank"])
        #expect(world.send("GET", "/v1/users", raw: [], type: "text/plain").status == 200)
    }

    @Test(
        "PHP's empty array is an empty object",
        arguments: ["[]", #"{"user":[]}"#, #"{"user":{"custom":[]},"request":[]}"#])
    func emptyList(body: String) throws {
        let user = try world.newHuman()
        let answer = world.send("PUT", "/v1/users/\(user)", raw: Array(body.utf8))
        #expect(answer.status == 200)
        #expect(answer["custom"] == [:])
    }

    @Test("something else than an object under the root is refused", arguments: [["user"], "text", 5, true] as [JSON])
    func rootOfWrongType(root: JSON) {
        let answer = world.send("POST", "/v1/users", ["user": root])
        #expect(answer.status == 422)
        #expect(answer.errors == ["user: User is not valid"])
    }

    @Test("a form says what JSON says of a realm")
    func formOfRealm() {
        let fields = [
            "realm[name]=A+%26+B", "realm[require_unique_emails]=0", "realm[session_minutes]=30",
            "realm[jwt_fields][]=custom", "realm[custom][plan][name]=gold", "realm[resource_links][0][url]=x",
        ]
        let realm = world.send("POST", "/v1/realms", form: fields.joined(separator: "&"))
        #expect(realm.status == 201)
        #expect(realm["name"] == "A & B" && realm["require_unique_emails"] == false && realm["session_minutes"] == 30)
        #expect(realm["jwt_fields"] == ["custom"] && realm["custom"] == ["plan": ["name": "gold"]])
        #expect(realm["resource_links"] == [["url": "x"]])
    }

    @Test("a form says what JSON says of an auth provider")
    func formOfAuthProvider() {
        let fields = [
            "auth_provider%5Bmin_length%5D=10", "auth_provider[required_chars][0]=lower",
            "auth_provider[required_chars][1]=upper",
        ]
        let provider = world.send("PUT", "/v1/auth_providers/password", form: fields.joined(separator: "&"))
        #expect(provider["min_length"] == 10 && provider["required_chars"] == ["lower", "upper"])
    }

    @Test("a form says what JSON says of users and credentials")
    func formOfUser() throws {
        let fields = [
            "user[user_type]=human", "user[username]=sally", "user[email]=sally%40example.com",
            "user[password]=Correct+Horse", "user[custom][a][]=1", "user[custom][a][]=2", "request[ip]=192.0.2.1",
        ]
        let user = world.send("POST", "/v1/users", form: fields.joined(separator: "&"))
        #expect(user.status == 201)
        #expect(user["email"] == "sally@example.com" && user["custom"] == ["a": ["1", "2"]])
        try world.newProvider("totp")
        let device = world.send(
            "POST", "/v1/credentials",
            form: "credential[user_id]=\(try user.text("id"))&credential[credential_type]=totp&credential[name]=Phone")
        #expect(device.status == 201)
        #expect(device["name"] == "Phone")
    }

    @Test("in a form all is text: numbers and truth values are read from it, and only there")
    func coercion() {
        let target = "/v1/realms/\(world.realm)"
        #expect(world.send("PUT", target, form: "realm[session_minutes]=5")["session_minutes"] == 5)
        #expect(world.send("PUT", target, form: "realm[session_minutes]=")["session_minutes"] == 5)
        #expect(world.send("PUT", target, form: "realm[session_minutes]=x").status == 422)
        #expect(world.send("PUT", target, form: "realm[require_unique_emails]=true")["require_unique_emails"] == true)
        #expect(world.send("PUT", target, form: "realm[require_unique_emails]=yes").status == 422)
        #expect(world.send("PUT", target, form: "realm[require_unique_emails]=")["require_unique_emails"] == false)
        #expect(world.send("PUT", target, ["realm": ["session_minutes": "5"]]).status == 422)
        #expect(world.send("PUT", target, ["realm": ["require_unique_emails": "false"]]).status == 422)
        #expect(world.send("PUT", target, form: "realm[jwt_fields][]=memberships")["jwt_fields"] == ["memberships"])
        #expect(world.send("PUT", target, form: "realm[jwt_fields][]=")["jwt_fields"] == [])
    }

    @Test("what is to be expanded may be a list or a text with commas, under two names, in query or body")
    func expansions() throws {
        _ = try world.newHuman()
        let targets = [
            "expand=custom", "expands=custom", "expand=memberships,custom", "expand=memberships,%20custom",
            "expand[]=x&expand[]=custom",
        ]
        for query in targets {
            #expect(world.send("GET", "/v1/users?\(query)").collection.allSatisfy { $0["custom"] != nil }, "\(query)")
        }
        let body = world.send("GET", "/v1/users", ["expand": ["custom"]])
        #expect(body.collection.first?["custom"] == [:])
        #expect(world.send("GET", "/v1/users?expand=customs").collection.allSatisfy { $0["custom"] == nil })
    }

    @Test("a deletion may bring parameters in the body or in the query")
    func parametersOfDeletion() throws {
        let places: [(query: String, body: JSON?)] = [
            ("?request[ip]=192.0.2.9", .none), ("", ["request": ["ip": "192.0.2.9"]]),
        ]
        for (query, body) in places {
            let user = try world.newRobot()
            #expect(world.send("DELETE", "/v1/users/\(user)\(query)", body).status == 204)
            let event = world.send("GET", "/v1/events?user_id=\(user)&event_type=user.deleted").collection.first
            #expect(event?["request"] == ["ip": "192.0.2.9"])
        }
    }

    @Test("unknown attributes are ignored")
    func unknownAttributes() throws {
        let user = world.send("POST", "/v1/users", ["user": ["user_type": "api", "nonsense": [[5]], "id": "usr_x"]])
        #expect(user.status == 201)
        #expect(user["nonsense"] == nil)
    }
}
