import Testing

extension FaultTests {
    @Suite(.serialized, .stack(settings: ["CREDENCE_V2_RATE": "0"])) struct WorkersKilledTests {
        let stack: Stack

        init() throws {
            stack = try #require(Stack.running)
        }

        @Test("worker processes that are killed cost no read and no acknowledged write") func killed() {
            Promise.tell(
                "Workers killed", "Reads never fail, acknowledged writes stay, and what was cut off is told as such."
            ) { promise in
                let tally = try Load.run(on: stack) { load in
                    for round in 0..<Scale.choose(short: 4, long: 40) {
                        try load.goOn(for: 200)
                        try killWorker(round % 2)
                    }
                    try load.goOn(for: 200)
                }
                promise.note("kills", Scale.choose(short: 4, long: 40))
                promise.expectRightAnswers(tally)
                promise.expect("failed-reads", tally.failures.count { $0.operation.isRead }, atMost: 0)
                // So many kills hit some write; a few may hit none.
                promise.expect(
                    "cut-off-writes", tally.count(.undelivered), atLeast: Scale.choose(short: 0, long: 1))
                promise.expectNoFailures(in: tally, but: .undelivered)
                try promise.expectKept(tally, on: stack)
            }
        }

        @Test("a rolling reload fails no request of any kind") func reloaded() {
            Promise.tell(
                "Workers replaced", "A rolling reload fails no request of any kind."
            ) { promise in
                let goal = Scale.choose(short: 3_000, long: 50_000)
                var reloads = 0
                let tally = try Load.run(on: stack, seed: 2) { load in
                    while load.count < goal || reloads < 3 {
                        try reload()
                        reloads += 1
                        try load.goOn(for: 200)
                    }
                }
                promise.note("reloads", reloads)
                promise.expect("requests-in-all", tally.samples.count, atLeast: goal)
                promise.expectRightAnswers(tally)
                promise.expectNoFailures(in: tally)
                promise.note("slowest", tally.slowest(.acknowledged, .rejected))
                try promise.expectKept(tally, on: stack)
            }
        }

        private func reload() throws {
            let before = try stack.workers
            try stack.run("reload")
            guard try Set(stack.workers).isDisjoint(with: before) else { throw NotReady(what: "new workers") }
        }

        private func killWorker(_ index: Int) throws {
            let killed = try stack.workers[index]
            try stack.run("worker", "kill", "\(index + 1)")
            try wait(for: "the next worker") {
                let workers = try stack.workers
                return workers.count == 2 && !workers.contains(killed)
            }
        }
    }
}
