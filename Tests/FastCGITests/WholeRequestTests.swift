import TestPeer
import Testing

@testable import FastCGI

struct WholeRequestTests {
    private static let limits = Arrival.Limits(parameters: 500, body: 500)

    private func whole(_ bytes: [UInt8]) -> WholeRequest? {
        WholeRequest(bytes.span, within: Self.limits)
    }

    private func accepted(_ bytes: [UInt8]) -> AcceptedRequest? {
        whole(bytes).flatMap { AcceptedRequest($0, in: bytes) }
    }

    @Test(
        "a request that came in one piece is the one that is put together of the same bytes",
        arguments: [([], 0, true), ([1, 2, 3], 8, false), (Array(repeating: 7, count: 500), 255, true)]
            as [([UInt8], Int, Bool)])
    func whole(body: [UInt8], padding: Int, keeps: Bool) throws {
        let pairs = Records.pairs([("A", Array("b".utf8)), ("CONTENT_LENGTH", Array("\(body.count)".utf8))])
        let bytes =
            Records.begin(keep: keeps) + Records.stream(4, pairs, padding: padding)
            + Records.stream(5, body, padding: padding)
        var arrival = Arrival(since: .now, limits: Self.limits)
        arrival.take(bytes[...])
        let request = try #require(accepted(bytes))
        #expect(request.isSame(as: arrival.request))
        #expect(request.request.body == .whole(body))
        #expect(request.request.parameters["A"] == "b")
    }

    @Test("a body shorter than what was announced is incomplete") func shortBody() {
        let bytes = Records.request(["CONTENT_LENGTH": "4"], body: [1, 2, 3])
        #expect(accepted(bytes)?.request.body == .incomplete)
    }

    @Test("what is not a whole request, or more than one, is not taken at once") func others() {
        let request = Records.request(["A": "b"], body: [1, 2, 3])
        #expect(whole(request) != nil)
        for count in 0..<request.count { #expect(whole(Array(request[..<count])) == nil) }
        for rest in [[0], Records.record(5), request] { #expect(whole(request + rest) == nil) }
    }

    @Test("what came in more records than it takes, too long, or is no request is not taken at once")
    func otherShapes() {
        let (begin, parameters, end) = (Records.begin(), Records.parameters(["A": "b"]), Records.input([]))
        let long = String(repeating: "x", count: 500)
        let streams = [
            begin + Records.parameters([:]) + end, begin + parameters + parameters + end,
            begin + Records.stream(4, Records.pairs([("A", [1, 2, 3])]), size: 3) + end,
            begin + parameters + Records.stream(5, [1, 2, 3], size: 2), begin + Records.parameters(["A": long]) + end,
            begin + parameters + Records.input(Array(repeating: 1, count: 501)), parameters + end, begin + end,
            Records.begin(role: 2) + parameters + end, Records.record(1, [0, 1, 1]) + parameters + end,
            Records.begin(id: 0) + parameters + end, Records.begin(id: 2) + parameters + end,
            begin + parameters + Records.record(9, id: 0) + end, [2] + (begin + parameters + end).dropFirst(),
        ]
        for stream in streams { #expect(whole(stream) == nil) }
    }

    @Test("parameters that are not sound make no request") func unsound() {
        let bytes = Records.begin() + Records.stream(4, [5, 5]) + Records.input([])
        #expect(whole(bytes) != nil && accepted(bytes) == nil)
    }
}
