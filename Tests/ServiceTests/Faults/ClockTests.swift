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
                no request fails but for at most 5 % that are refused cleanly, no code of a device is accepted twice, webhooks go \
                on, and with right clocks all is as before, without a restart.
                """
            ) { promise in
                let workers = try stack.workers
                var (watch, end) = (try Watch(stack), ContinuousClock.now)
                let operations = Operation.allCases.filter { $0 != .verifyCode }
                let tally = try Load.run(on: stack, operations: operations) { load in
                    for _ in 0..<Scale.choose(short: 1, long: 6) { try jump(clocks, load, stack, &watch) }
                    end = .now
                    try load.goOn(for: 200)
                }
                promise.expect("jumps-seen", watch.clocks.seen, exactly: watch.clocks.jumps)
                promise.expectRightAnswers(tally)
                promise.expect("answered-percent", tally.answeredPercent, atLeast: 95)
                promise.expectNoFailures(in: tally, but: .refused)
                promise.expect("refused-afterwards", tally.failures.count { $0.start > end }, atMost: 0)
                expect(&promise, watch)
                try promise.expectSameWorkers(workers, on: stack)
                try promise.expectKept(tally, on: stack)
            }
        }

        /// What is looked at beside the load.
        private struct Watch {
            var clocks: ClockWitness
            var devices: Authenticators
            var hook: HookWatch

            init(_ stack: Stack) throws {
                (clocks, devices, hook) = (ClockWitness(stack), try Authenticators(stack), try HookWatch(stack))
            }
        }

        /// Lets the clocks of each place jump in turn.
        private func jump(_ clocks: Clocks, _ load: Load, _ stack: Stack, _ watch: inout Watch) throws {
            for place in Place.allCases {
                for seconds in place == .machine ? [90, 0, 90, -90, 0] : [90, -90, 0] {
                    try set(seconds, place, clocks, stack)
                    try watch.clocks.look(for: seconds, place)
                    if place == .machine {
                        try watch.devices.tryCodes(clock: seconds)
                        try watch.hook.measure()
                    }
                    try load.goOn(for: Scale.choose(short: 50, long: 400))
                }
            }
        }

        private func expect(_ promise: inout Promise, _ watch: Watch) {
            promise.expect("right-codes-refused", watch.devices.refused, atMost: 0)
            promise.note("codes-tried-again", watch.devices.repetitions)
            promise.expect("codes-accepted-twice", watch.devices.twice, atMost: 0)
            promise.expect("slowest-webhook", watch.hook.slowest, atMost: .seconds(5))
        }

        private func tellOfLeases(on stack: Stack, _ clocks: Clocks) {
            Promise.tell(
                "Clock jumps, leases",
                """
                However clocks jump, of the workers who were ever given a run only the last one is listened to; every run \
                ends, and is completed at most once.
                """
            ) { promise in
                let race = try LeaseRace(on: stack)
                let record = try race.run(workers: 3) {
                    let deadline = ContinuousClock.now + .seconds(60)
                    repeat {
                        try race.queue(Scale.choose(short: 12, long: 60))
                        try jump(clocks, stack)
                    } while race.record.claimedAgain == 0 && .now < deadline
                }
                promise.note("claims", record.claims)
                promise.expect("claimed-again", record.claimedAgain, atLeast: 1)
                promise.expect("heartbeats", record.heartbeats, atLeast: 1)
                promise.expect("listened-to-after-loss", record.listenedToAfterLoss, atMost: 0)
                promise.note("completed", record.completed)
                promise.expect("completed-twice", record.completedTwice, atMost: 0)
                promise.expect("unended", try race.unended, atMost: 0)
                promise.expect("other-answers", record.others.count, atMost: 0)
                for other in Set(record.others).prefix(3) { promise.breach(other) }
            }
        }

        /// Lets the clocks of each place jump in turn, with some time after each jump.
        private func jump(_ clocks: Clocks, _ stack: Stack) throws {
            for place in Place.allCases {
                for seconds in [90, -90, 0] {
                    try set(seconds, place, clocks, stack)
                    Thread.sleep(forTimeInterval: Scale.choose(short: 0.5, long: 2))
                }
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
