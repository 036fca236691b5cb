import Foundation
import Testing

extension FaultTests {
    /// Mutated requests, and in the long form also those that schemathesis makes of the service's own description.
    @Suite(.serialized, .stack(settings: ["CREDENCE_V2_RATE": "0", "CREDENCE_V2_SESSIONS": "100000"]))
    struct HostileRequestsTests {
        let stack: Stack

        init() throws {
            stack = try #require(Stack.running)
        }

        @Test("no request makes the service fail, or is answered late or outside of its envelope") func requests() {
            Promise.tell(
                "Hostile requests",
                """
                No request ends a worker or takes longer than 1 s; no 5xx but 503 while hashing is full, and nginx's 501 and \
                505 for what is not HTTP/1.1; each error is in its family's envelope.
                """
            ) { promise in
                let file = "\(stack.state)/hostile.json"
                let command = try Command(
                    "/usr/bin/python3", try arguments(figures: file),
                    environment: ["CREDENCE_STATE": stack.state, "PATH": "/usr/bin:/bin"])
                if command.status != 0 {
                    promise.breach("\(command.text)\(command.errors)".replacing("\n", with: "; "))
                }
                let figures = try JSONDecoder().decode(Figures.self, from: Data(contentsOf: URL(filePath: file)))
                promise.expect("mutated", figures.mutated, atLeast: mutated)
                promise.expect("by-schemathesis", figures.described, atLeast: described)
                // Requests that announce more than they bring, which nobody can answer.
                let all = figures.mutated + figures.described
                promise.expect("cut-short-by-us", figures.unanswered, atMost: all / 20)
                promise.expect("failed", figures.failed, atMost: 0)
                promise.expect("misshapen", figures.misshapen, atMost: 0)
                promise.expect("late", figures.late, atMost: 0)
                promise.expect("slowest", .microseconds(figures.slowest), atMost: .seconds(1))
                promise.expect("503-while-hashing", figures.overloads, atMost: all / 200)
            }
        }

        /// What `scripts/hostile-http` counts; times are in microseconds.
        private struct Figures: Decodable {
            let mutated: Int
            let described: Int
            let failed: Int
            let misshapen: Int
            let late: Int
            let overloads: Int
            let unanswered: Int
            let slowest: Int
        }

        private let mutated = Scale.choose(short: 5000, long: 190_000)
        private let described = Scale.choose(short: 0, long: 10_000)

        private func arguments(figures: String) throws -> [String] {
            [
                "\(Repository.path)/scripts/hostile-http", "--requests", "\(mutated)", "--seed",
                "\(UInt32.random(in: 0...(.max)))", "--slowest", Scale.choose(short: "4", long: "1"), "--figures",
                figures, "--described", "\(described)", "--python",
                try described > 0 ? PythonPackages.interpreter() : "/usr/bin/python3",
            ]
        }
    }
}
