import API
import Credentials
import JSON
import Testing

@Suite("Operations on credentials of any type")
struct CredentialHandlersTests {
    private let world: World

    init() throws {
        world = try World()
    }

    @Test("a missing type is reported alone, whatever else is missing", arguments: [nil, .null, ""] as [JSON?])
    func missingType(type: JSON?) throws {
        let user = try world.newHuman()
        for user in [nil, JSON.text(user)] {
            var attributes: JSONObject = ["password": "short"]
            attributes["credential_type"] = type
            attributes["user_id"] = user
            let answer = world.send("POST", "/v1/credentials", ["credential": .object(attributes)])
            #expect(answer.status == 422)
            #expect(answer.bodyText.contains(#""message":"Validation error""#))
            #expect(answer.errors == ["credential_type: Credential type can't be blank"])
        }
    }

    @Test("an unknown type is refused, and said so once", arguments: ["passwd", "PASSWORD", 7, true] as [JSON])
    func unknownType(type: JSON) throws {
        let user = try world.newHuman()
        let answer = world.send(
            "POST", "/v1/credentials", ["credential": ["user_id": .text(user), "credential_type": type]])
        #expect(answer.status == 422)
        #expect(answer.errors == ["credential_type: Credential type is not valid"])
    }

    @Test("human users hold every type but API keys, API users nothing else", arguments: CredentialType.allCases)
    func typesOfUsers(type: CredentialType) throws {
        let user = type == .apiKey ? try world.newHuman() : try world.newRobot()
        let answer = world.newCredential(
            type.rawValue, of: user, ["password": "correct horse", "name": "x", "provider_user_id": "1"])
        #expect(answer.status == 422)
        #expect(answer.errors == ["credential_type: Credential type is not valid"])
        #expect(try world.changes(of: user) == 0)
    }

    @Test("a missing user is a validation error, an unknown or foreign one does not exist")
    func users() throws {
        let blank: [JSON?] = [nil, .null, ""]
        for user in blank {
            var attributes: JSONObject = ["credential_type": "password"]
            attributes["user_id"] = user
            let answer = world.send("POST", "/v1/credentials", ["credential": .object(attributes)])
            #expect(answer.errors == ["user_id: User can't be blank"])
        }
        for id in ["usr_0vfxTMM4S7T5eNFITkLTjG", "usr_", "sally", "crd_0vfxTMM4S7T5eNFITkLTjG"] {
            #expect(world.newCredential("password", of: id, ["password": "correct horse"]).status == 404)
        }
        let user = try world.newBareHuman()
        let body: JSON = [
            "credential": ["user_id": .text(user), "credential_type": "password", "password": "correct horse"]
        ]
        #expect(world.send("POST", "/v1/credentials", body, key: world.stranger).status == 404)
        #expect(world.send("POST", "/v1/credentials", body, key: world.locked).status == 404)
        #expect(try world.credentials(of: user).isEmpty)
    }

    @Test("the user may be named beside the root, and all attributes without any root")
    func roots() throws {
        let (first, second) = (try world.newBareHuman(), try world.newBareHuman())
        let rooted = world.send(
            "POST", "/v1/credentials",
            ["credential": ["credential_type": "password", "password": "correct horse"], "user_id": .text(first)])
        #expect(rooted.status == 201)
        let bare = world.send(
            "POST", "/v1/credentials",
            ["credential_type": "password", "password": "correct horse", "user_id": .text(second)])
        #expect(bare.status == 201)
    }

    @Test("a form creates what JSON creates")
    func form() throws {
        let user = try world.newBareHuman()
        let body =
            "credential[user_id]=\(user)&credential[credential_type]=password&credential%5Bpassword%5D=correct+horse"
        let answer = world.send(
            Request(
                method: "POST", target: "/v1/credentials",
                headers: [
                    "content-type": "application/x-www-form-urlencoded", "x-authrocket-api-key": world.write,
                ],
                body: .whole(Array(body.utf8)), seed: nil))
        #expect(answer.status == 201)
        #expect(try answer.text("user_id") == user)
    }

    @Test("a user named beside an operation on a credential must be its owner")
    func owners() throws {
        let (owner, other) = (try world.newHuman(), try world.newHuman())
        let id = try world.firstCredential(of: owner)
        let path = "/v1/credentials/\(id)"
        let foreign: [(String, String, JSON?)] = [
            ("GET", "\(path)?user_id=\(other)", nil),
            ("GET", "\(path)?user_id=nobody", nil),
            ("PUT", path, ["credential": ["password": "battery staple", "user_id": .text(other)]]),
            ("PUT", path, ["credential": ["password": "battery staple"], "user_id": .text(other)]),
            ("POST", "\(path)/verify", ["credential": ["code": "123456", "user_id": .text(other)]]),
            ("DELETE", "\(path)?user_id=\(other)", nil),
            ("DELETE", path, ["user_id": .text(other)]),
        ]
        for (method, target, body) in foreign {
            #expect(world.send(method, target, body).status == 404, "\(method) \(target)")
        }
        #expect(try world.changes(of: owner) == 0)
        #expect(world.send("GET", "\(path)?user_id=\(owner)").status == 200)
        #expect(
            world.send("PUT", path, ["credential": ["password": "battery staple", "user_id": .text(owner)]]).status
                == 200)
        #expect(world.send("DELETE", "\(path)?user_id=\(owner)").status == 204)
    }

    @Test("deleting answers 204 without a body, then 404, and leaves one event")
    func deletion() throws {
        let user = try world.newHuman()
        let path = "/v1/credentials/\(try world.firstCredential(of: user))"
        let answer = world.send("DELETE", path, ["request": ["ip": "192.0.2.7"]])
        #expect(answer.status == 204)
        #expect(answer.body.isEmpty)
        #expect(world.send("DELETE", path).status == 404)
        #expect(world.send("GET", path).status == 404)
        #expect(try world.events(of: user) == ["user.updated", "user.created"])
        let newest = try #require(world.send("GET", "/v1/events?user_id=\(user)").collection.first)
        #expect(newest["request"] == ["ip": "192.0.2.7"])
    }

    @Test("a key that may only read gets credentials and changes nothing")
    func readOnly() throws {
        let user = try world.newHuman()
        let id = try world.firstCredential(of: user)
        #expect(world.credential(id, key: world.read).status == 200)
        let writes: [(String, String, JSON?)] = [
            ("POST", "/v1/credentials", ["credential": ["user_id": .text(user), "credential_type": "password"]]),
            ("PUT", "/v1/credentials/\(id)", ["credential": ["password": "battery staple"]]),
            ("POST", "/v1/credentials/\(id)/verify", ["credential": ["code": "123456"]]),
            ("DELETE", "/v1/credentials/\(id)", nil),
        ]
        for (method, target, body) in writes {
            #expect(world.send(method, target, body, key: world.read).status == 403, "\(method) \(target)")
        }
        #expect(try world.changes(of: user) == 0)
    }

    @Test("credentials of other accounts and realms that a key is locked out of do not exist")
    func foreign() throws {
        let id = try world.firstCredential(of: try world.newHuman())
        for key in [world.stranger, world.locked] {
            #expect(world.credential(id, key: key).status == 404)
            #expect(world.send("DELETE", "/v1/credentials/\(id)", key: key).status == 404)
        }
    }

    @Test("there is no list, and what is no id of a credential is not found")
    func noList() throws {
        let answer = world.send("GET", "/v1/credentials")
        #expect(answer.status == 405)
        #expect(answer.headers["allow"] == "POST")
        for id in ["crd_0vfxTM4WVMWVcrPvj9dUnq", "crd_", "-", "usr_0vfxTM4WVMWVcrPvj9dUnq"] {
            #expect(world.credential(id).status == 404)
        }
    }
}
