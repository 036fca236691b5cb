import Credentials
import JSON
import Secrets
import Store
import Testing

@testable import API

struct AppHookHandlersTests {
    let world: World

    init() throws {
        world = try World()
    }

    @Test("a new hook is told of everything in its realm, at once, under a secret of its own")
    func create() throws {
        let answer = world.newHook()
        let secret = try answer.text("signing_secret")
        #expect(answer.status == 201)
        let expected: JSONObject = [
            "id": .text(try answer.text("id")), "delay": 0, "destination": "https://example.com/hook",
            "event_type": [], "hook_type": "webhook", "object": "app_hook", "realm_id": .text("\(world.realm)"),
            "signing_secret": .text(secret), "state": "active",
        ]
        #expect(answer.object == expected)
        #expect(try answer.text("id").hasPrefix("hk_") && WebhookSecret(Secret(secret)) != nil)
        #expect(world.hook(try answer.text("id")).object == expected)
        #expect(try world.newHook().text("signing_secret") != secret)
    }

    @Test("all that may be set is kept, and changed one by one")
    func attributes() throws {
        let given: JSONObject = [
            "hook_type": "webhook", "state": "inactive", "event_type": ["user.created", "user.login.failed"],
            "delay": 172_800, "destination": "http://hooks.example.com:8080/a?b=c",
        ]
        let id = try world.newHook(given).text("id")
        for (name, value) in given { #expect(world.hook(id)[name] == value, "\(name)") }
        let changes: JSONObject = [
            "state": "active", "event_type": [], "delay": 0, "destination": "https://example.com/other",
        ]
        var expected = world.hook(id).object
        for (name, value) in changes {
            expected[name] = value
            #expect(world.changeHook(id, [name: value]).object == expected)
            #expect(world.hook(id).object == expected)
        }
        #expect(world.changeHook(id, [:]).object == expected)
        #expect(world.changeHook(id, ["realm_id": nil]).object == expected)
        #expect(
            world.send("PUT", "/v1/app_hooks/\(id)", form: "app_hook[delay]=7&app_hook[event_type][]=org.created")
                .status == 200)
        #expect(world.hook(id)["delay"] == 7 && world.hook(id)["event_type"] == ["org.created"])
    }

    @Test("hooks that write e-mails are not supported, and no others are known")
    func types() throws {
        #expect(world.newHook(["hook_type": "email"]).errors == ["hook_type: Hook type is not supported"])
        #expect(world.newHook(["hook_type": "sms"]).errors == ["hook_type: Hook type is not valid"])
        let id = try world.newHook().text("id")
        #expect(world.changeHook(id, ["hook_type": "email"]).errors == ["hook_type: Hook type is not supported"])
    }

    @Test(
        "types of events are named in full",
        arguments: ["user.", "user", "user.*", "*", "ping", "credential.created", "User.created", ""])
    func eventTypes(type: String) {
        let answer = world.newHook(["event_type": ["user.created", .text(type)]])
        #expect(answer.errors == ["event_type: Event type is not valid"])
    }

    @Test("a hook needs a destination")
    func presence() throws {
        for attributes in [[:], ["destination": nil], ["destination": ""], ["destination": " "]] as [JSONObject] {
            let answer = world.send("POST", "/v1/app_hooks", ["app_hook": .object(attributes)])
            #expect(answer.errors == ["destination: Destination can't be blank"])
        }
        let id = try world.newHook().text("id")
        #expect(world.changeHook(id, ["destination": nil]).errors == ["destination: Destination can't be blank"])
    }

    @Test("an address that must not be called is refused at once, a name when it is called")
    func addresses() throws {
        let id = try world.newHook().text("id")
        for host in ["10.0.0.1", "169.254.169.254", "[::1]", "0x0a000001", "sally:pw@192.168.1.1:80"] {
            let destination: JSONObject = ["destination": .text("http://\(host)/")]
            #expect(world.newHook(destination).errors == ["destination: Destination is not permitted"], "\(host)")
            #expect(world.changeHook(id, destination).errors == ["destination: Destination is not permitted"])
        }
        for host in ["127.0.0.1:9", "localhost", "internal.example"] {
            #expect(world.newHook(["destination": .text("http://\(host)/")]).status == 201, "\(host)")
        }
    }

    @Test("user and password of a destination are kept, sealed, and never shown")
    func userinfo() throws {
        let secret = "https://planted-user:planted-pass@example.com/planted-path?x=1"
        for headers in [[:], World.anywhere] {
            let created = world.newHook(["destination": .text(secret)], headers: headers)
            let id = try created.text("id")
            let answers = [
                created, world.hook(id), world.changeHook(id, ["delay": 1]), world.send("GET", "/v1/app_hooks"),
                world.send("GET", "/v1/events?expand=notifications"),
            ]
            #expect(created["destination"] == "https://example.com/planted-path?x=1")
            for answer in answers {
                #expect(!answer.bodyText.contains("planted-user") && !answer.bodyText.contains("planted-pass"))
            }
            let dump = try world.dump()
            #expect(!Traces(of: "planted-pass").occur(in: dump) && !Traces(of: "planted-path").occur(in: dump))
            var store = try world.store()
            let caller = Caller(key: .init(number: 1), account: world.account, permission: .manage, realmLock: nil)
            let hook = try store.appHook(try #require(AppHookID(id)), try caller.grant(ReadAppHook.self))
            #expect(hook?.destination == Secret(secret))
        }
    }

    @Test("the signing secret is for those who manage hooks, and replaced on request")
    func signingSecret() throws {
        let created = world.newHook()
        let (id, secret) = (try created.text("id"), try created.text("signing_secret"))
        for key in [world.read, world.write] {
            #expect(world.hook(id, key: key).status == 200 && world.hook(id, key: key)["signing_secret"] == nil)
        }
        #expect(world.send("GET", "/v1/app_hooks").collection.allSatisfy { $0["signing_secret"] == nil })
        for kept in [.text(secret), nil, ""] as [JSON] {
            #expect(world.changeHook(id, ["signing_secret": kept])["signing_secret"] == .text(secret))
        }
        let own = try world.newHook().text("signing_secret")
        #expect(
            world.changeHook(id, ["signing_secret": .text(own)]).errors == [
                "signing_secret: Signing secret is not valid"
            ])
        let fresh = try world.changeHook(id, ["signing_secret": "generate"]).text("signing_secret")
        #expect(fresh != secret && world.hook(id)["signing_secret"] == .text(fresh))
        #expect(world.newHook(["signing_secret": "generate"]).status == 201)
    }

    @Test("a hook is of the realm that is named, of all when null is, or else of the default one")
    func realms() throws {
        let other = try world.newRealm()
        func realm(_ attributes: JSONObject, _ headers: [String: String] = [:]) -> JSON? {
            world.newHook(attributes, headers: headers)["realm_id"]
        }
        #expect(realm([:]) == .text("\(world.realm)"))
        #expect(realm(["realm_id": .text(other)]) == .text(other))
        #expect(realm(["realm_id": nil]) == .null && realm(["realm_id": ""]) == .null)
        #expect(realm([:], World.anywhere) == .null)
        #expect(world.newHook(["realm_id": 5]).errors == ["realm_id: Realm is not valid"])
        for unknown in ["rl_0000000000000000000005", "nonsense"] {
            #expect(world.newHook(["realm_id": .text(unknown)]).status == 404)
        }
        #expect(world.newHook(["realm_id": .text(other)], key: world.stranger).status == 404)
    }

    @Test("a key that is locked to a realm makes and sees hooks of that realm only")
    func locked() throws {
        let theirs = world.newHook(key: world.locked, headers: World.anywhere)
        #expect(theirs.status == 201 && theirs["realm_id"] != .null)
        let refused = world.newHook(["realm_id": nil], key: world.locked)
        #expect(refused.errors == ["realm_id: Realm can't be blank"])
        #expect(world.newHook(key: world.locked).status == 404)
        for hook in [world.newHook(), world.newHook(headers: World.anywhere)] {
            let path = "/v1/app_hooks/\(try hook.text("id"))"
            for method in ["GET", "PUT", "DELETE"] {
                #expect(world.send(method, path, ["app_hook": ["delay": 5]], key: world.locked).status == 404)
            }
        }
        let seen = world.send("GET", "/v1/app_hooks", key: world.locked, headers: World.anywhere).collection
        #expect(try seen.map { try $0.text("id") } == [try theirs.text("id")])
        #expect(world.send("DELETE", "/v1/app_hooks/\(try theirs.text("id"))", key: world.locked).status == 204)
    }

    @Test("hooks are listed in the order of their making, narrowed down and in pages")
    func list() throws {
        let ids = try [
            world.newHook(["event_type": ["user.created"]]), world.newHook(["state": "inactive"]),
            world.newHook(["event_type": ["user.deleted", "user.created"]], headers: World.anywhere),
            world.newHook(["realm_id": .text(try world.newRealm())]),
        ].map { try $0.text("id") }
        func list(_ query: String, _ headers: [String: String] = World.anywhere) throws -> [Int?] {
            try world.send("GET", "/v1/app_hooks?\(query)", headers: headers).collection
                .map { ids.firstIndex(of: try $0.text("id")) }
        }
        #expect(try list("") == [0, 1, 2, 3] && list("direction=desc") == [3, 2, 1, 0])
        #expect(try list("", [:]) == [0, 1] && list("realm_id=\(world.realm)") == [0, 1])
        #expect(try list("realm_id=", [:]) == [0, 1, 2, 3])
        #expect(try list("state=inactive") == [1] && list("state=active") == [0, 2, 3])
        #expect(try list("event_type=user.created") == [0, 1, 2, 3] && list("event_type=user.updated") == [1, 3])
        #expect(try list("max_results=3") == [0, 1, 2] && list("after=\(ids[2])") == [3])
        #expect(world.send("GET", "/v1/app_hooks?max_results=3", headers: World.anywhere)["more_results"] == true)
        #expect(world.send("GET", "/v1/app_hooks?state=x").errors == ["state: State is not valid"])
        #expect(world.send("GET", "/v1/app_hooks?realm_id=nonsense").status == 404)
        #expect(world.send("GET", "/v1/app_hooks", key: world.stranger, headers: World.anywhere).collection.isEmpty)
    }

    @Test("each change is told of by an event")
    func events() throws {
        let id = try world.newHook(headers: World.anywhere).text("id")
        _ = world.changeHook(id, ["delay": 5])
        let request: JSON = ["request": ["ip": "192.0.2.7"]]
        #expect(world.send("DELETE", "/v1/app_hooks/\(id)", request).status == 204)
        #expect(world.send("DELETE", "/v1/app_hooks/\(id)").status == 404)
        #expect(world.hook(id).status == 404 && world.changeHook(id, [:]).status == 404)
        let events = world.send("GET", "/v1/events?app_hook_id=\(id)", headers: World.anywhere).collection
        #expect(
            try events.map { try $0.text("event_type") } == [
                "app_hook.deleted", "app_hook.updated", "app_hook.created",
            ])
        #expect(events[0]["request"] == ["ip": "192.0.2.7"] && events.allSatisfy { $0["realm_id"] == nil })
        let ofRealm = try world.newHook().text("id")
        let event = try #require(world.send("GET", "/v1/events?app_hook_id=\(ofRealm)").collection.first)
        #expect(event["realm_id"] == .text("\(world.realm)"))
    }
}
