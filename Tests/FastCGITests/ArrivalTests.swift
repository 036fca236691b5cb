import TestPeer
import Testing

@testable import FastCGI

struct ArrivalTests {
    private func arrival(_ bytes: [UInt8], parameters: Int = 1000, body: Int = 1000, step: Int? = nil) -> Arrival {
        var arrival = Arrival(since: .now, limits: Arrival.Limits(parameters: parameters, body: body))
        for start in stride(from: 0, to: bytes.count, by: step ?? max(1, bytes.count)) {
            arrival.take(bytes[start..<min(bytes.count, start + (step ?? bytes.count))])
        }
        return arrival
    }

    @Test("a request that comes byte by byte goes through its stages, and its body is kept")
    func stages() {
        let parameters = Records.begin() + Records.parameters(["A": "b", "LONG": String(repeating: "x", count: 300)])
        let whole = parameters + Records.input([1, 2, 3])
        var arrival = arrival([])
        #expect(arrival.isEmpty)
        for (index, byte) in whole.enumerated() {
            arrival.take([byte])
            #expect(!arrival.isEmpty)
            let expected: Arrival.Stage =
                switch index + 1 {
                case ..<16: .empty
                case ..<parameters.count: .parameters
                case ..<whole.count: .body
                default: .complete
                }
            #expect(arrival.stage == expected)
        }
        #expect(arrival.request.request.body == .whole([1, 2, 3]))
        #expect(!arrival.hasMore)
    }

    @Test("a request has nothing of what was passed over, and no padding")
    func passedOver() {
        let pairs = Records.pairs([("A", Array("b".utf8)), ("C", [UInt8](repeating: 7, count: 70_000))])
        let arrival = arrival(
            Records.record(1, [0, 1, 1, 0, 0, 0, 0, 0], padding: 8) + Records.record(4, id: 2, [1])
                + Records.stream(4, pairs, size: 999, padding: 9).dropLast(8) + Records.record(4, padding: 255)
                + Records.record(5, id: 2) + Records.record(5, [1], padding: 1) + Records.record(5, padding: 1),
            parameters: 100_000, step: 1000)
        #expect(arrival.stage == .complete)
        #expect(arrival.pairs == pairs)
        #expect(arrival.request.request.body == .whole([1]))
        #expect(arrival.request.id == 1)
    }

    @Test(
        "the connection serves on after a whole request, if the peer wants it and nothing lies behind the end",
        arguments: [(true, [], true), (false, [], false), (true, [1], false)] as [(Bool, [UInt8], Bool)])
    func keeping(isWanted: Bool, rest: [UInt8], isKept: Bool) {
        let whole = Records.begin(keep: isWanted) + Records.parameters([:]) + Records.input([])
        #expect(arrival(whole + rest).request.keepsConnection == isKept)
        #expect(!arrival(Array(whole.dropLast(8))).request.keepsConnection)
    }

    @Test("parameters may be as long as the limit, and no longer", arguments: [nil, 1, 7])
    func limit(step: Int?) {
        let parameters = Records.pairs([("A", [UInt8](repeating: 1, count: 193))])
        let request = Records.begin() + Records.stream(4, parameters, size: 50) + Records.input([])
        #expect(arrival(request, parameters: parameters.count, step: step).stage == .complete)
        #expect(arrival(request, parameters: parameters.count - 1, step: step).stage == .refused)
    }

    @Test("of a body beyond the limit nothing is kept", arguments: [nil, 1, 7])
    func bodyLimit(step: Int?) {
        let body = [UInt8](repeating: 1, count: 20)
        let request = Records.begin() + Records.parameters([:]) + Records.stream(5, body, size: 3)
        #expect(arrival(request, body: 20, step: step).request.request.body == .whole(body))
        let beyond = arrival(request, body: 19, step: step)
        #expect(beyond.stage == .complete)
        #expect(beyond.request.request.body == .tooLarge)
        #expect(beyond.size == 0)
    }

    @Test("a management record before the request is answered, and leaves nothing behind")
    func management() {
        let record = Records.record(9, id: 0, [14, 0] + Array("FCGI_MAX_CONNS".utf8), padding: 2)
        var arrival = arrival(Array(record.dropLast()))
        #expect(arrival.takeReplies() == [])
        arrival.take(record.suffix(1))
        #expect(arrival.takeReplies() == [1, 10, 0, 0, 0, 0, 0, 0])
        #expect(arrival.takeReplies() == [])
        #expect(arrival.isEmpty)
        arrival.take(Records.request()[...])
        #expect(arrival.stage == .complete)
    }

    @Test("a request inside a request is refused by its own number, and the first goes on")
    func multiplexing() {
        var arrival = arrival(Records.begin() + Records.begin(id: 7) + Records.parameters([:]) + Records.input([]))
        #expect(arrival.stage == .complete)
        #expect(arrival.takeReplies() == [1, 3, 0, 7, 0, 8, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0])
    }

    @Test(
        "what is no request is refused, at whatever size it comes",
        arguments: [
            [2], Records.begin(role: 2), Records.begin(role: 3), Records.record(1, [0, 1, 0]), Records.record(4),
            Records.record(2), Records.record(77), Records.begin() + Records.begin(),
            Records.begin() + Records.record(5), Records.begin() + Records.record(2),
            Records.begin() + Records.record(8),
            Records.begin() + Records.record(9, id: 0), Records.begin() + Records.stream(4, [5]),
            Records.begin() + Records.parameters([:]) + Records.parameters([:]),
            Records.begin() + Records.parameters([:]) + Records.record(2),
            Records.begin() + Records.parameters([:]) + Records.record(9, id: 0),
            Records.begin() + Records.parameters([:]) + [0],
        ])
    func refused(bytes: [UInt8]) {
        #expect(arrival(bytes).stage == .refused)
        #expect(arrival(bytes, step: 1).stage == .refused)
    }

    @Test("endless records of no or of other requests are refused", arguments: [0, 2])
    func flood(id: UInt8) {
        let record = Records.record(4, id: id, [UInt8](repeating: 0, count: 100))
        let start = id == 0 ? [] : Records.begin() + Records.parameters([:])
        #expect(arrival(start + record + record).stage != .refused)
        #expect(arrival(start + (0..<10).flatMap { _ in record }).stage == .refused)
    }

    @Test("what follows the request stays unread")
    func more() {
        #expect(arrival(Records.request() + [1]).hasMore)
        #expect(arrival(Records.request() + [0]).stage == .complete)
    }
}
