import Foundation
import JSON
import Testing

extension FaultTests {
    /// Three nodes; the two workers prefer different ones.
    @Suite(
        .serialized,
        .stack(settings: ["CREDENCE_V2_RATE": "0", "CREDENCE_V2_SESSIONS": "0", "CREDENCE_DB": "galera"]))
    struct GaleraTests {
        /// How a node is lost, and how it comes back.
        enum Loss: String, CaseIterable {
            case kill, hang, cut

            var repair: String {
                switch self {
                case .kill: "start"
                case .hang: "resume"
                case .cut: "join"
                }
            }
        }

        let stack: Stack

        init() throws {
            stack = try #require(Stack.running)
        }

        @Test("a node that is lost under load loses nothing, and costs clients seconds", arguments: Loss.allCases)
        func lost(_ loss: Loss) {
            Promise.tell(
                "Galera, \(loss.rawValue)",
                "0 acknowledged writes are lost, and no client is without an answer for more than 5 s."
            ) { promise in
                try promise.beginAtTwoNodes(of: stack)
                var repairs: [ContinuousClock.Instant] = []
                let tally = try Load.run(on: stack) { load in
                    for node in 1...Scale.choose(short: 1, long: 2) { repairs.append(try lose(node, by: loss, load)) }
                }
                promise.expectRightAnswers(tally)
                promise.expect("outage", tally.longestOutage, atMost: .seconds(5))
                promise.expect("slowest", tally.samples.map(\.latency).max() ?? .zero, atMost: .seconds(5))
                promise.note("slowest-at-return", tally.slowest(within: .seconds(10), after: repairs))
                promise.expectNoFailures(in: tally, but: .refused)
                try promise.expectKept(tally, on: stack)
                let differences = try stack.tablesThatDiffer()
                promise.expect("tables-that-differ", differences.count, atMost: 0)
                for difference in differences { promise.breach(difference) }
            }
        }

        /// Loses a node, goes on without it, and gets it back.
        ///
        /// - Returns: When it began to come back.
        private func lose(_ node: Int, by loss: Loss, _ load: Load) throws -> ContinuousClock.Instant {
            try load.goOn(for: Scale.choose(short: 200, long: 1_000))
            try stack.run("db", loss.rawValue, "\(node)")
            load.goOn(for: Scale.choose(short: .seconds(5), long: .seconds(10)))
            try load.goOn(for: 100)
            let repair = ContinuousClock.now
            try stack.run("db", loss.repair, "\(node)")
            load.goOn(for: .seconds(1))
            // The way back is a part of the story, and who is at another node would not notice the loss of the next one.
            if Scale.isLong { _ = try stack.awaitTwoNodes() }
            return repair
        }
    }
}

extension Tally {
    /// How long the slowest request took that was under way at most so long after one of these moments.
    fileprivate func slowest(within time: Duration, after moments: [ContinuousClock.Instant]) -> Duration {
        let late = samples.filter { sample in moments.contains { sample.end > $0 && sample.start < $0 + time } }
        return late.map(\.latency).max() ?? .zero
    }
}
