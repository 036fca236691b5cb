import Foundation
import JSON
import Testing

extension FaultTests {
    @Suite(.serialized) struct ClockTests {
        /// Whose clock is wrong.
        enum Place: CaseIterable {
            case machine, worker, database
        }

        @Test("clocks that jump to and fro fail nothing and repeat nothing") func jumps() throws {
            let clocks = try Clocks()
            defer { clocks.remove() }
            let stack = try Stack(settings: clocks.settings.merging(["CREDENCE_V2_RATE": "0"]) { $1 })
            defer { try? stack.remove() }
            try stack.start()
            tellOfService(on: stack, clocks)
            tellOfLeases(on: stack, clocks)
        }

        /// Codes of devices are not part of the load: a worker whose clock is wrong rightly refuses them.
        private func tellOfService(on stack: Stack, _ clocks: Clocks) {
            Promise.tell(
                "Clock jumps",
                """
                While the clocks of a machine, a worker or a database jump by 90 s and 180 s to and fro, no write is lost, \
                no request fails but for some that are refused cleanly, no code of a device is accepted twice, webhooks go \
                on, and with right clocks all is as before, without a restart.
                """
            ) { promise in
                let workers = try stack.workers
                let load = try Load(on: stack, operations: Operation.allCases.filter { $0 != .verifyCode })
                var (witness, devices, hook) = (ClockWitness(stack), try Authenticators(stack), try HookWatch(stack))
                for _ in 0..<Scale.choose(short: 1, long: 6) {
                    for place in Place.allCases {
                        for seconds in place == .machine ? [90, 0, 90, -90, 0] : [90, -90, 0] {
                            try set(seconds, place, clocks, stack)
                            try witness.look(for: seconds, place)
                            if place == .machine {
                                try devices.tryCodes(clock: seconds)
                                try hook.measure()
                            }
                            try load.goOn(for: Scale.choose(short: 50, long: 400))
                        }
                    }
                }
                let end = ContinuousClock.now
                try load.goOn(for: 200)
                let tally = load.stop()
                promise.expect("jumps-seen", witness.seen, exactly: witness.jumps)
                promise.expectRightAnswers(tally)
                promise.expect("other-failures", tally.failures.count { $0.outcome != .refused }, atMost: 0)
                promise.expect("refused-afterwards", tally.failures.count { $0.start > end }, atMost: 0)
                if !tally.failures.isEmpty { promise.note("failures", Tally.kinds(of: tally.failures)) }
                promise.expect("right-codes-refused", devices.refused, atMost: 0)
                promise.note("codes-tried-again", devices.repetitions)
                promise.expect("codes-accepted-twice", devices.twice, atMost: 0)
                promise.expect("slowest-webhook", hook.slowest, atMost: .seconds(5))
                promise.expect("worker-deaths", try stack.workers == workers ? 0 : 1, atMost: 0)
                try promise.expectKept(tally, on: stack)
            }
        }

        private func tellOfLeases(on stack: Stack, _ clocks: Clocks) {
            Promise.tell(
                "Clock jumps, leases",
                """
                However clocks jump, of the workers who were ever given a run only the last one is listened to; every run \
                ends, and is completed at most once.
                """
            ) { promise in
                let runs = try LeaseRace(on: stack, runs: Scale.choose(short: 12, long: 60))
                let replies = try runs.run(workers: 3) {
                    for place in Place.allCases {
                        for seconds in [90, -90, 0] {
                            try set(seconds, place, clocks, stack)
                            Thread.sleep(forTimeInterval: Scale.choose(short: 0.5, long: 2))
                        }
                    }
                }
                promise.note("claims", replies.claims)
                promise.expect("claimed-again", replies.claims - replies.runs, atLeast: 1)
                promise.expect("heartbeats", replies.heartbeats, atLeast: 1)
                promise.expect("listened-to-after-loss", replies.listenedToAfterLoss, atMost: 0)
                promise.note("completed", replies.completed)
                promise.expect("completed-twice", replies.completedTwice, atMost: 0)
                promise.expect("unended", try runs.unended, atMost: 0)
                promise.expect("other-answers", replies.others.count, atMost: 0)
                for other in Set(replies.others).prefix(3) { promise.breach(other) }
            }
        }

        private func set(_ seconds: Int, _ place: Place, _ clocks: Clocks, _ stack: Stack) throws {
            let (workers, database) = (try stack.workers, try [stack.process("database-1")].compactMap { $0 })
            switch place {
            case .worker: try clocks.set(seconds, of: [workers[0]])
            case .database: try clocks.set(seconds, of: database)
            case .machine:
                let gateway = try stack.process("nginx").map { [$0] } ?? []
                try clocks.set(seconds, of: workers + database + gateway + [try stack.deliverer])
            }
        }
    }
}
