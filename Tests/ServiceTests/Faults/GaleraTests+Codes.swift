import JSON
import Testing

extension FaultTests.GaleraTests {
    /// A code of a device, and what was answered to those who tried it.
    private struct Attempts {
        private let path: String
        private let code: String
        private let collector = Collector<Reply>()

        init(_ stack: Stack, _ user: String) throws {
            let device = try stack.newDevice(of: user)
            path = "/v1/credentials/\(try device.text("id"))/verify"
            code = try stack.code(of: device)
        }

        var replies: [Reply] { collector.all }

        func add(on wire: inout Wire) -> Reply {
            let reply = wire.send("POST", path, ["credential": ["code": .text(code)]])
            collector.add(reply)
            return reply
        }
    }

    @Test("a code is accepted once, also while a node is cut off") func code() {
        Promise.tell(
            "Galera, race for a code",
            """
            Of 250 requests with one code while a node is being cut off, and 250 with another one from then on, at both sides \
            of the cut, at most one each succeeds.
            """
        ) { promise in
            var accepted = 0
            for round in 1...Scale.choose(short: 1, long: 4) {
                try promise.beginAtTwoNodes(of: stack)
                accepted += try race(&promise, cuttingOff: (round - 1) % 2 + 1)
            }
            promise.expect("accepted", accepted, atLeast: 1)
        }
    }

    /// Lets 25 clients try a code while a node is being cut off, and 25 another one as soon as it is.
    ///
    /// - Returns: How many succeeded.
    private func race(_ promise: inout Promise, cuttingOff node: Int) throws -> Int {
        let user = try stack.newHuman().text("id")
        let (early, late) = (try Attempts(stack, user), try Attempts(stack, user))
        let cut = stack.aside("db", "cut", "\(node)")
        _ = try Crowd.act(50, turns: 10, on: stack) { wire, number in
            cut.begin()
            guard number % 2 == 1 else { return early.add(on: &wire) }
            cut.awaitEnd()
            return late.add(on: &wire)
        }
        try cut.result()
        try stack.run("db", "join", "\(node)")
        let (before, all) = (early.replies.count { cut.isRunning(at: $0.start) }, early.replies + late.replies)
        promise.expect("tried-before-the-cut", before, atLeast: 1)
        promise.expect("tried-after-the-cut", all.count - before, atLeast: 1)
        promise.expect("most-acceptances", max(early.replies.count(200), late.replies.count(200)), atMost: 1)
        promise.note("answers", all.statuses)
        promise.expect("other-answers", all.count(otherThan: 200, 422, 503), atMost: 0)
        return all.count(200)
    }
}
