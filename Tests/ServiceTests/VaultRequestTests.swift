import Foundation
import JSON
import Testing

extension ServiceTests.VaultStack {
    /// Requests that are repeated, and lists that are walked through (deck-v2.md sections 1.5, 1.6 and 10).
    @Suite struct VaultRequestTests {
        let stack: Stack
        let app: VaultUser
        let source: String
        let key = ["Idempotency-Key": UUID().uuidString]

        init() throws {
            stack = try #require(Stack.running)
            app = try VaultUser(stack, "V2_KEY")
            source = try app.newSource()
        }

        @Test("a request with the same idempotency key is executed once, however often and wherever it arrives")
        func once() throws {
            let request = try app.request("POST", "credentials", body("a"), headers: key)
            let answers = try stack.sendAtOnce(20, request) + [try stack.exchange(request)]
            #expect(Set(answers.map(\.status)) == [201])
            #expect(Set(answers.map(\.text)).count == 1, "and every answer is the first one")
            #expect(try credentials() == [try answers[0].text("id")])
        }

        @Test("an idempotency key is for one request, and for one organization") func conflict() throws {
            let first = try app.send("POST", "credentials", body("a"), headers: key)
            let other = try app.send("POST", "credentials", body("b"), headers: key)
            #expect(other.status == 409 && other.problems == ["idempotency/idempotency_error"])
            let elsewhere = try app.send("DELETE", "credentials/\(try first.text("id"))", headers: key)
            #expect(elsewhere.status == 409 && elsewhere.problems == ["idempotency/idempotency_error"])
            #expect(try credentials() == [try first.text("id")])
            let stranger = try VaultUser(stack, "V2_OTHER_KEY")
            let site: JSON = ["type": "website", "website": ["url": "https://portal.example"]]
            #expect(try stranger.send("POST", "sources", site, headers: key).status == 201)
        }

        @Test("what failed is tried again under its idempotency key") func failure() throws {
            let wrong = try app.send("POST", "credentials", ["source_id": "none"], headers: key)
            #expect(wrong.status == 404)
            #expect(try app.send("POST", "credentials", body("a"), headers: key).status == 201)
        }

        @Test("an idempotency key has 256 characters at most", arguments: [256, 257])
        func length(_ length: Int) throws {
            let long = [
                "Idempotency-Key": String((UUID().uuidString + String(repeating: "k", count: 257)).prefix(length))
            ]
            let answer = try app.send("POST", "credentials", body("a"), headers: long)
            #expect(answer.status == (length == 256 ? 201 : 400))
            #expect(answer.problems == (length == 256 ? [] : ["idempotency/idempotency_key_error"]))
        }

        @Test("a walk through a list meets everything that was there once, newest first, while more comes")
        func walk() throws {
            let made = try (1...23).map { try app.send("POST", "credentials", body("\($0)")).text("id") }
            var (met, cursor) = ([String](), "")
            repeat {
                let page = try app.send("GET", "credentials?source_id=\(source)&limit=5\(cursor)")
                met += try page.data.map { try $0.text("id") }
                let hasMore = page.object["has_more"] == true
                cursor = hasMore ? "&cursor=\(try page.text("next_cursor"))" : ""
                #expect(hasMore || page.object["next_cursor"] == nil as JSON)
                #expect(try app.send("POST", "credentials", body("late")).status == 201)
            } while !cursor.isEmpty
            #expect(met == made.reversed())
        }

        private func body(_ name: String) -> JSON {
            [
                "source_id": .text(source), "auth_method": "username_password", "external_id": .text(name),
                "auth_credentials": ["username": "ines", "password": "correct-horse"],
            ]
        }

        private func credentials() throws -> [String] {
            try app.send("GET", "credentials?source_id=\(source)").data.map { try $0.text("id") }
        }
    }
}
