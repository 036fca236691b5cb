import JSON
import Testing

extension FaultTests {
    /// With a rate of `/v2` that even a slow machine exceeds.
    @Suite(.serialized, .stack(settings: ["CREDENCE_THREADS": "\(Level.threads)", "CREDENCE_V2_RATE": "20"]))
    struct OverloadTests {
        /// What any request may take while the service has far more to do than it can.
        private static let limit = Duration.seconds(5)
        /// What a worker may take of memory while it is overloaded: a hash, and all that waits.
        private static let most = 64 << 20

        let stack: Stack

        init() throws {
            stack = try #require(Stack.running)
        }

        @Test("more clients than the service can serve get answers or refusals in time") func flood() {
            Promise.tell(
                "Overload",
                """
                While far more clients come than can be served, and a flood of logins, no request takes longer than 5 s, \
                nothing fails, what is refused is refused with 429 or 503 and Retry-After, a worker takes at most 64 MiB \
                more and leaks no descriptor, and 2 s later reads are as quick as before.
                """
            ) { promise in
                let floods = try floods
                try stack.hashOnAllWorkers()
                let (idle, log) = (try Descriptors.workers(of: stack), try GatewayLog(of: stack))
                let course = try run(floods)
                expectAnswers(&promise, to: floods, course.tallies)
                expectMemory(&promise, course.calm, try Footprint.workers(of: stack))
                promise.expectNoLeak(idle, try Descriptors.workers(of: stack), sessions: Level.sessions)
                expectReads(&promise, course)
                let count = course.tallies.reduce(course.tally.samples.count) { $0 + $1.count }
                try promise.expectPromptness(log, requests: count, limit: Self.limit)
                try promise.expectKept(course.tally, on: stack)
            }
        }

        private struct Kind {
            let name: String
            let clients: Int
            let request: [UInt8]
        }

        /// A calm stretch, the floods, and a stretch after them, in all of which a few clients go on.
        private struct Course {
            var calm: [Footprint] = []
            var start = ContinuousClock.now
            var begin = ContinuousClock.now
            var tallies: [FloodTally] = []
            var end = ContinuousClock.now
            var tally = Tally(of: [])
        }

        /// Reads and logins, many more than there are threads.
        private var floods: [Kind] {
            get throws {
                let wire = try Wire(to: stack)
                let id = try stack.newHuman().text("id")
                let clients = Scale.choose(short: 100, long: 1_000)
                return [
                    Kind(name: "reads", clients: 2 * clients, request: wire.request("GET", "/v1/users/\(id)")),
                    Kind(name: "v2-reads", clients: clients, request: wire.request("GET", "/v2/sources")),
                    Kind(
                        name: "logins", clients: clients,
                        request: wire.request(
                            "POST", "/v1/users/\(id)/authenticate", ["password": "a long phrase"])),
                ]
            }
        }

        private func run(_ kinds: [Kind]) throws -> Course {
            var course = Course()
            let operations: [Operation] = [.createUser, .readUser, .updateUser, .readDevice, .updateDevice, .verifyKey]
            course.tally = try Load.run(on: stack, clients: 4, operations: operations) { load in
                try load.goOn(for: 500)
                course.calm = try Footprint.workers(of: stack)
                course.start = .now
                load.goOn(for: .seconds(2))
                for worker in try stack.workers { try Footprint.forgetPeak(of: worker) }
                course.begin = .now
                let floods = try kinds.map { kind in
                    try Flood(
                        kind.clients, for: Scale.choose(short: .seconds(14), long: .seconds(60)),
                        [Flood.Request(1, kind.request)], on: stack, limit: Self.limit)
                }
                course.tallies = try floods.map { try $0.end() }
                course.end = .now
                load.goOn(for: Scale.choose(short: .seconds(6), long: .seconds(4)))
            }
            return course
        }

        private func expectAnswers(_ promise: inout Promise, to floods: [Kind], _ tallies: [FloodTally]) {
            for (flood, answers) in zip(floods, tallies) { promise.expectCleanAnswers(answers, flood.name) }
            promise.expect(
                "reads-acknowledged-at-least", tallies[0].acknowledged, atLeast: Scale.choose(short: 100, long: 10_000))
            promise.expect("logins-acknowledged", tallies[2].acknowledged, atLeast: 1)
            promise.expect("refused-by-rate", tallies[1].limited, atLeast: 1)
            promise.expect("refused-for-room", tallies[2].refused, atLeast: 1)
        }

        private func expectMemory(_ promise: inout Promise, _ before: [Footprint], _ after: [Footprint]) {
            for (index, (before, after)) in zip(before, after).enumerated() {
                let worker = "worker-\(index + 1)"
                promise.note("\(worker)-KiB-before", before.resident >> 10)
                promise.note("\(worker)-KiB-after", after.resident >> 10)
                promise.expect(
                    "\(worker)-KiB-more-at-most", (after.peak - before.resident) >> 10, atMost: Self.most >> 10)
            }
        }

        /// What the few clients saw before the floods, during them and afterwards.
        private func expectReads(_ promise: inout Promise, _ course: Course) {
            let tally = course.tally
            let before = tally.reads(from: course.start, for: course.begin - course.start)
            let during = tally.reads(from: course.begin, for: course.end - course.begin)
            let after = tally.reads(from: course.end + .seconds(2), for: .seconds(2))
            for (name, some) in [("before", before), ("during", during), ("after", after)] {
                promise.note("reads-p50-\(name)", some.median)
                promise.note("reads-p99-\(name)", some.percentile99)
            }
            let late = tally.samples.filter { $0.start >= course.end + .seconds(2) && $0.outcome == .refused }
            promise.expect("refused-afterwards", late.count, atMost: 0)
            promise.expect("back-after", tally.recovery(from: course.end, to: before), atMost: .seconds(2))
            promise.expectRightAnswers(tally)
            promise.expectNoFailures(in: tally, but: .refused)
            promise.expect("slowest", tally.samples.map(\.latency).max() ?? .zero, atMost: Self.limit)
        }
    }
}
