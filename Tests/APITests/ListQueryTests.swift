import Credentials
import JSON
import Testing

@testable import API

/// Paging, with items that are equal in what they are sorted by (authrocket-v1.md section 4).
struct ListQueryTests {
    let world: World

    init() throws {
        world = try World()
    }

    @Test(
        "paging goes through each list once, in its order, in both directions",
        arguments: ["id", "username", "email", "name"])
    func users(sort: String) throws {
        for number in 0..<4 {
            let name: JSON = .text(number < 2 ? "Equal" : "Name \(number)")
            world.send(
                "POST", "/v1/users",
                ["user": ["user_type": "api", "name": name, "username": .text("robot\(9 - number)")]])
        }
        _ = try world.newHuman("sally")
        for direction in ["asc", "desc"] {
            let all = try items("/v1/users?sort=\(sort)&direction=\(direction)")
            let keys = try all.map { [$0[sort].flatMap(\.text) ?? "", try $0.text("id")] }
            let ascending = keys.sorted { ($0[0], $0[1]) < ($1[0], $1[1]) }
            #expect(keys == (direction == "asc" ? ascending : ascending.reversed()))
            for size in [1, 2, 5] {
                #expect(try pages("/v1/users?sort=\(sort)&direction=\(direction)", size: size) == all)
            }
        }
    }

    @Test("realms, auth providers and events are paged alike", arguments: ["realms", "auth_providers", "events"])
    func others(resource: String) throws {
        for name in ["Equal", "Equal", "Other"] { world.send("POST", "/v1/realms", ["realm": ["name": .text(name)]]) }
        for type in ["totp", "github"] { try world.newProvider(type, ["client_id": "x"]) }
        for direction in ["asc", "desc"] {
            let target = "/v1/\(resource)?direction=\(direction)"
            let all = try items(target)
            #expect(all.count >= 3)
            for size in [1, 2] { #expect(try pages(target, size: size) == all, "\(direction) \(size)") }
        }
        let up = try items("/v1/\(resource)?direction=asc")
        let down = try items("/v1/\(resource)?direction=desc")
        #expect(up == down.reversed())
    }

    @Test("the size of a page is clamped to its range, and a wrong one is the default")
    func size() throws {
        for _ in 0..<3 { _ = try world.newRobot() }
        for size in ["0", "-5", "1"] {
            let answer = world.send("GET", "/v1/users?max_results=\(size)")
            #expect(answer.collection.count == 1 && answer["more_results"] == true)
        }
        for size in ["1001", "9223372036854775807", "99999999999999999999", "inf", "nan", "-NaN", "x", ""] {
            let answer = world.send("GET", "/v1/users?max_results=\(size)")
            #expect(answer.collection.count == 3 && answer["more_results"] == false, "\(size)")
        }
        #expect(world.send("GET", "/v1/users", ["max_results": 2]).collection.count == 2)
    }

    @Test("an empty list is a list")
    func empty() {
        #expect(world.send("GET", "/v1/users").object == ["more_results": false, "collection": []])
    }

    @Test("a page after what is no id of the kind, or no item of the list, is not found")
    func unknownStart() throws {
        let foreign = UserID(number: 5)
        #expect(world.send("GET", "/v1/users?after=nonsense").status == 404)
        #expect(world.send("GET", "/v1/users?after=\(world.realm)").status == 404)
        #expect(world.send("GET", "/v1/users?after=\(foreign)").status == 404)
        #expect(world.send("GET", "/v1/users?after=\(foreign)&sort=id").status == 200)
        #expect(world.send("GET", "/v1/users?after=").status == 200)
        #expect(world.send("GET", "/v1/realms", key: world.stranger).collection.isEmpty)
        let theirs = try world.send("POST", "/v1/realms", ["realm": ["name": "x"]], key: world.stranger).text("id")
        #expect(world.send("GET", "/v1/realms?after=\(theirs)").status == 404)
        #expect(world.send("GET", "/v1/realms?after=\(world.realm)", key: world.locked).status == 404)
    }

    private func items(_ target: String) throws -> [JSONObject] {
        let answer = world.send("GET", target)
        #expect(answer.status == 200 && answer["more_results"] == false)
        return answer.collection
    }

    private func pages(_ target: String, size: Int) throws -> [JSONObject] {
        var (all, after): ([JSONObject], String) = ([], "")
        while true {
            let answer = world.send("GET", "\(target)&max_results=\(size)&after=\(after)")
            all += answer.collection
            guard answer["more_results"] == true, all.count < 50 else { return all }
            #expect(answer.collection.count == size)
            after = try answer.collection[size - 1].text("id")
        }
    }
}
