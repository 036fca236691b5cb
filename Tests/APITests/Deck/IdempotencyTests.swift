import JSON
import TestDatabase
import Testing

@testable import API

struct IdempotencyTests {
    let vault: Vault

    init() throws {
        vault = try Vault()
    }

    @Test("the same request under one key is executed once and answered alike")
    func repetition() throws {
        let body: JSON = [
            "source_id": .text(try vault.newSource()), "auth_method": "username_password",
            "auth_credentials": ["username": "u", "password": "planted"],
        ]
        let key = ["idempotency-key": "key-1"]
        let first = vault.send("POST", "/v2/credentials", body, headers: key)
        let again = vault.send("POST", "/v2/credentials", body, headers: key)
        #expect(first.status == 201 && again.status == 201 && first.body == again.body)
        #expect(vault.send("GET", "/v2/credentials").data.count == 1)
        let other = vault.send(
            "POST", "/v2/credentials", ["source_id": .text(try vault.newSource())], headers: key)
        #expect(other.status == 409 && other.problems == ["idempotency/idempotency_error"])
        #expect(vault.send("DELETE", "/v2/sources/src_x", headers: key).status == 404)
    }

    @Test("members may come in another order")
    func order() throws {
        let key = ["idempotency-key": "key-2"]
        let url: JSON = ["url": "https://a.example/"]
        let first = vault.send("POST", "/v2/sources", ["type": "website", "website": url], headers: key)
        let again = vault.send("POST", "/v2/sources", ["website": url, "type": "website"], headers: key)
        #expect(first.status == 201 && again.body == first.body)
    }

    @Test("a failure is not kept")
    func failure() throws {
        let key = ["idempotency-key": "key-3"]
        #expect(vault.send("POST", "/v2/sources", ["type": "website"], headers: key).status == 400)
        let right: JSON = ["type": "website", "website": ["url": "https://a.example/"]]
        #expect(vault.send("POST", "/v2/sources", right, headers: key).status == 201)
    }

    @Test("keys belong to an organization, are ignored on GET, and have at most 256 characters")
    func keys() throws {
        let body: JSON = ["type": "website", "website": ["url": "https://a.example/"]]
        let longest = ["idempotency-key": String(repeating: "k", count: 256)]
        let first = vault.send("POST", "/v2/sources", body, headers: longest)
        let theirs = vault.send("POST", "/v2/sources", body, key: vault.stranger, headers: longest)
        #expect(first.status == 201 && theirs.status == 201 && first.body != theirs.body)
        #expect(vault.send("GET", "/v2/sources", headers: longest).data.count == 1)
        let tooLong = vault.send(
            "POST", "/v2/sources", body, headers: ["idempotency-key": longest.values.joined() + "k"])
        #expect(tooLong.status == 400 && tooLong.problems == ["idempotency/idempotency_key_error"])
    }

    @Test("after a day a key is free again")
    func lifetime() throws {
        let body: JSON = ["type": "website", "website": ["url": "https://a.example/"]]
        let key = ["idempotency-key": "key-4"]
        let first = vault.send("POST", "/v2/sources", body, headers: key)
        try vault.world.database.execute(
            "UPDATE idempotency_records SET created_at = created_at - INTERVAL 24 HOUR")
        #expect(vault.send("POST", "/v2/sources", body, headers: key).body != first.body)
    }

    @Test("what is kept of a request about a credential dies with it, and repeating the DELETE is told the same")
    func deleted() throws {
        let key = ["idempotency-key": "key-5"]
        let body: JSON = ["source_id": .text(try vault.newSource())]
        let id = try vault.send("POST", "/v2/credentials", body, headers: key).text("id")
        let delete = { self.vault.send("DELETE", "/v2/credentials/\(id)", headers: ["idempotency-key": "key-6"]) }
        #expect(delete().status == 200 && delete()["deleted"] == true)
        let again = vault.send("POST", "/v2/credentials", body, headers: key)
        #expect(again.status == 409 && again.problems == ["idempotency/idempotency_error"])
    }

    @Test("a run's request is answered alike when the task's schema has changed since")
    func changedSchema() throws {
        let key = ["idempotency-key": "key-8"]
        let (source, task) = (try vault.newSource(), try vault.newTask())
        let begin = {
            self.vault.send("POST", "/v2/tasks/\(task)/run", ["source_id": .text(source)], headers: key)
        }
        let first = begin()
        vault.send("PATCH", "/v2/tasks/\(task)", ["input_schema": ["required": ["since"]]])
        let again = begin()
        #expect(first.status == 201 && again.status == 201 && again.body == first.body)
        let other = vault.send("POST", "/v2/tasks/\(task)/run", ["source_id": .text(source)])
        #expect(other.problems == ["request/input_invalid input"])
    }

    @Test("many at once have one effect")
    func race() throws {
        let body: JSON = ["type": "website", "website": ["url": "https://a.example/"]]
        let headers = [
            "content-type": "application/json", "authorization": "Bearer \(vault.write)", "idempotency-key": "key-7",
        ]
        let request = Request(
            method: "POST", target: "/v2/sources", headers: Headers(headers), body: .whole(body.encoded()), seed: nil)
        let answers = try vault.world.answersAtOnce(Array(repeating: request, count: 16))
        #expect(Set(answers.map(\.body)).count == 1 && answers.allSatisfy { $0.status == 201 })
        #expect(vault.send("GET", "/v2/sources").data.count == 1)
    }
}
