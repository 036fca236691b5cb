import Testing

extension FaultTests {
    @Suite(.serialized, .stack(settings: ["CREDENCE_V2_RATE": "0", "CREDENCE_THREADS": "\(Level.threads)"]))
    struct SoakTests {
        private static let first = Scale.choose(short: 4_000, long: 100_000)
        private static let rest = Scale.choose(short: 4_000, long: 900_000)
        /// In the short form the stretch before the first measurement is too short for all threads to have met all
        /// requests, so it allows more.
        private static let tolerance = Scale.choose(short: 15, long: 5)
        /// What any request may take.
        private static let limit = Duration.seconds(5)

        let stack: Stack

        init() throws {
            stack = try #require(Stack.running)
        }

        @Test("a million requests leave no more behind than the first hundred thousand") func soak() {
            Promise.tell(
                "Soak",
                """
                After \(Self.first + Self.rest) mixed requests the memory of each worker is within \(Self.tolerance) % of \
                that after the first \(Self.first), and no descriptor, connection or prepared statement was leaked.
                """
            ) { promise in
                let (workers, mix) = (try stack.workers, try Mixture(on: stack).requests)
                let log = try GatewayLog(of: stack)
                try stack.hashOnAllWorkers()
                let start = ContinuousClock.now
                let before = try goOn(&promise, mix, for: Self.first)
                let middle = try Level(of: stack)
                let after = try goOn(&promise, mix, for: Self.rest)
                promise.note("requests-a-second", Int(Double(before + after) / ((.now - start) / .seconds(1))))
                let end = try Level(of: stack)
                promise.expect("requests-in-all", before + after, atLeast: Self.first + Self.rest)
                promise.expectSteadiness(middle, end, tolerance: Self.tolerance)
                try promise.expectPromptness(log, requests: before + after, limit: Self.limit)
                try promise.expectSameWorkers(workers, on: stack)
            }
        }

        /// Sends so many requests: some by clients that know what is right, the others without a pause by a flood.
        private func goOn(_ promise: inout Promise, _ mix: [Flood.Request], for count: Int) throws -> Int {
            let tally = try Load.run(on: stack, clients: 4) { load in
                try load.goOn(for: Scale.choose(short: 300, long: 5_000))
            }
            promise.expectRightAnswers(tally)
            promise.expect("failed", tally.failures.count, atMost: 0)
            try promise.expectKept(tally, on: stack)
            var done = tally.samples.count
            while done < count {
                let flood = try Flood(
                    32, for: Scale.choose(short: .seconds(14), long: .seconds(20)), mix, on: stack, limit: Self.limit)
                let answers = try flood.end()
                guard answers.count > 0 else { throw NotReady(what: "a flood") }
                done += answers.count
                promise.expect("unclean", answers.failed + answers.late + answers.refusedBare, atMost: 0)
                promise.expect("acknowledged-percent", answers.acknowledged * 100 / answers.count, atLeast: 90)
            }
            return done
        }
    }
}
