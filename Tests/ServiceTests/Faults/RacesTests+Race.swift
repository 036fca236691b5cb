import Testing

extension FaultTests.RacesTests {
    /// Lets clients act all at once, and expects that both worker processes had a part in it.
    ///
    /// - Parameter route: of the requests that they send.
    func race(
        _ promise: inout Promise, _ count: Int, turns: Int = 1, for route: String,
        _ act: @escaping @Sendable (inout Wire, Int) -> Reply
    ) throws -> [Reply] {
        let before = try (1...2).map { try stack.answers(by: $0, of: route) }
        let replies = try Crowd.act(count, turns: turns, on: stack, act)
        let shares = try (1...2).map { try stack.answers(by: $0, of: route) - before[$0 - 1] }
        // Who answers faster gets more of them.
        promise.expect("workers-in-the-race", shares.count { $0 > 0 }, exactly: 2)
        return replies
    }
}

extension Promise {
    /// Expects that of all who wanted the same one got it, and that the others were refused.
    mutating func expectOneWinner(of replies: [Reply], _ right: Int, others status: Int, mostBusy: Int? = nil) {
        expect("winners", replies.count(right), exactly: 1)
        expectRefusals(of: replies.filter { $0.status != right }, status, among: replies.count, mostBusy: mostBusy)
    }

    /// Expects that those who did not get it were refused with that status, but for a few to whom the service said that it
    /// had no room.
    mutating func expectRefusals(of replies: [Reply], _ status: Int, among all: Int, mostBusy: Int? = nil) {
        let busy = replies.count { $0.status == 503 && $0.outcome == .refused }
        expect("refused-otherwise", replies.count(otherThan: status) - busy, atMost: 0)
        expect("no-room", busy, atMost: mostBusy ?? all / 20)
    }
}
