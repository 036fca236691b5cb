import Foundation
import JSON
import Testing

extension FaultTests {
    /// What many connections do at once, over two worker processes.
    @Suite(.serialized, .stack(settings: ["CREDENCE_V2_RATE": "0"])) struct RacesTests {
        let stack: Stack

        init() throws {
            stack = try #require(Stack.running)
        }

        @Test("one code sent 1,000 times is accepted once") func code() {
            Promise.tell("Race for a code", "Of 1,000 requests with one TOTP code exactly one succeeds.") { promise in
                for _ in 0..<Scale.choose(short: 1, long: 5) {
                    let device = try stack.newDevice(of: try stack.newHuman().text("id"))
                    let path = "/v1/credentials/\(try device.text("id"))/verify"
                    let body: JSON = ["credential": ["code": .text(try stack.code(of: device))]]
                    let replies = try Crowd.act(100, turns: 10, on: stack) { wire, _ in wire.send("POST", path, body) }
                    promise.expect("accepted", replies.count(200), exactly: 1)
                    promise.expect("refused", replies.count(422), exactly: 999)
                }
            }
        }

        @Test("200 requests with one idempotency key have one effect") func idempotencyKey() {
            Promise.tell(
                "Race for an idempotency key", "200 equal requests have one effect, and equal answers or 409."
            ) { promise in
                for round in 1...Scale.choose(short: 2, long: 10) {
                    let name = "once-\(round)"
                    let body: JSON = ["source_id": .text(try newSource()), "external_id": .text(name)]
                    let replies = try Crowd.act(200, on: stack) { wire, _ in
                        wire.send("POST", "/v2/credentials", body, headers: "Idempotency-Key: \(name)\r\n")
                    }
                    let made = replies.filter { $0.status == 201 }
                    promise.expect("created", made.count, atLeast: 1)
                    promise.expect("neither-created-nor-409", replies.count(otherThan: 201, 409), atMost: 0)
                    promise.expect("different-answers", Set(made.map { $0.answer?.text }).count, exactly: 1)
                    promise.expect("effects", try secrets(named: name).count, exactly: 1)
                }
            }
        }

        @Test("of 200 who ask for one name, or one key, one gets it") func names() {
            Promise.tell("Race for a name", "200 creations with one user name, or one API key, make one.") { promise in
                for round in 1...Scale.choose(short: 2, long: 10) {
                    let names = try Crowd.act(200, on: stack) { wire, _ in
                        wire.send(
                            "POST", "/v1/users", ["user": ["user_type": "api", "username": .text("name-\(round)")]])
                    }
                    promise.expect("names", names.count(201), exactly: 1)
                    promise.expect("refused-names", names.count(422), exactly: 199)
                    let key = "wanted-by-many-\(round)"
                    let keys = try Crowd.act(200, on: stack) { wire, _ in
                        wire.send("POST", "/v1/users", ["user": ["user_type": "api", "api_key": .text(key)]])
                    }
                    promise.expect("keys", keys.count(201), exactly: 1)
                    promise.expect("refused-keys", keys.count(422), exactly: 199)
                }
            }
        }

        @Test("a token that works once works once") func tokens() {
            Promise.tell("Race for a token", "Of 100 who present a single-use token, one succeeds.") { promise in
                let user = try stack.newHuman().text("id")
                for (asking, using) in [
                    ("request_email_verification", "verify_email"),
                    ("generate_password_token", "reset_password_with_token"),
                ] {
                    let token = try stack.send("POST", "/v1/users/\(user)/\(asking)").text("token")
                    let body: JSON = ["user": ["token": .text(token), "password": "another long phrase"]]
                    let replies = try Crowd.act(100, on: stack) { wire, _ in
                        wire.send("POST", "/v1/users/\(user)/\(using)", body)
                    }
                    promise.expect("successes-of-\(using)", replies.count(200), exactly: 1)
                    promise.expect("refused", replies.count(422), exactly: 99)
                }
            }
        }

        func newSource() throws -> String {
            var wire = try Wire(to: stack)
            let body: JSON = ["type": "website", "website": ["url": "https://portal.example/login"]]
            return try wire.send("POST", "/v2/sources", body).object.text("id")
        }

        private func secrets(named name: String) throws -> [JSONObject] {
            var wire = try Wire(to: stack)
            return wire.send("GET", "/v2/credentials?external_id=\(name)").object.objects("data")
        }
    }
}
