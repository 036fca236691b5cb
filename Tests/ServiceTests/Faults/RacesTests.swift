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
            Promise.tell(
                "Race for a code", "Of 1,000 requests with one TOTP code exactly one succeeds, and so for each step."
            ) { promise in
                for _ in 0..<Scale.choose(short: 1, long: 5) {
                    let device = try stack.newDevice(of: try stack.newHuman().text("id"))
                    let path = "/v1/credentials/\(try device.text("id"))/verify"
                    // The codes of the next step are good already.
                    let steps = Scale.choose(short: [0], long: [0, 1] as [Int64])
                    for code in try steps.map({ try stack.code(of: device, later: $0) }) {
                        let body: JSON = ["credential": ["code": .text(code)]]
                        let replies = try race(&promise, 100, turns: 10, for: "/v1/credentials/:id/verify") { wire, _ in
                            wire.send("POST", path, body)
                        }
                        promise.expectOneWinner(of: replies, 200, others: 422)
                    }
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
                    let replies = try race(&promise, 200, for: "/v2/credentials") { wire, _ in
                        wire.send("POST", "/v2/credentials", body, headers: "Idempotency-Key: \(name)\r\n")
                    }
                    let made = replies.filter { $0.status == 201 }
                    promise.expect("created", made.count, atLeast: 1)
                    promise.expectRefusals(of: replies.filter { $0.status != 201 }, 409, among: replies.count)
                    promise.expect("different-answers", Set(made.map { $0.answer?.text }).count, exactly: 1)
                    promise.expect("effects", try secrets(named: name).count, exactly: 1)
                }
            }
        }

        @Test("of 200 who ask for one name, or one key, one gets it") func names() {
            Promise.tell("Race for a name", "200 creations with one user name, or one API key, make one.") { promise in
                for round in 1...Scale.choose(short: 2, long: 10) {
                    for wish in [
                        ["user_type": "api", "username": .text("name-\(round)")],
                        ["user_type": "api", "api_key": .text("wanted-by-many-\(round)")],
                    ] as [JSON] {
                        let replies = try race(&promise, 200, for: "/v1/users") { wire, _ in
                            wire.send("POST", "/v1/users", ["user": wish])
                        }
                        promise.expectOneWinner(of: replies, 201, others: 422)
                    }
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
