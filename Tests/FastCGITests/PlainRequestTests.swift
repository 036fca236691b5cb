import TestPeer
import Testing

@testable import FastCGI

struct PlainRequestTests {
    private func length(_ bytes: [UInt8], limit: Int = 1000) -> Int? {
        // Not at index 0, as a slice may be anywhere.
        PlainRequest(([0, 0, 0] + bytes)[3...], parameterLimit: limit)?.length
    }

    @Test("a request is plain once all of it is there, whatever follows it")
    func beginnings() {
        let parameters = ["A": "b", "LONG": String(repeating: "x", count: 300)]
        let whole = Records.begin() + Records.parameters(parameters) + Records.input([1, 2, 3])
        for count in 0..<whole.count { #expect(length(Array(whole.prefix(count))) == nil) }
        #expect(length(whole) == whole.count)
        #expect(length(whole + [1, 2, 3]) == whole.count)
    }

    @Test("parameters may be as long as the limit, and no longer")
    func limit() {
        let parameters = Records.pairs([("A", [UInt8](repeating: 1, count: 193))])
        let request = Records.begin() + Records.stream(4, parameters, size: 50) + Records.input([])
        #expect(length(request, limit: parameters.count) == request.count)
        #expect(length(request, limit: parameters.count - 1) == nil)
    }

    @Test("padding is plain where libfcgi skips it, and nowhere else")
    func padding() {
        let pairs = Records.pairs([("A", [1])])
        let end = Records.input([])
        #expect(
            length(Records.begin() + Records.stream(4, pairs, padding: 3) + Records.record(5, [1], padding: 3) + end)
                != nil)
        #expect(
            length(Records.record(1, [0, 1, 0, 0, 0, 0, 0, 0], padding: 3) + Records.stream(4, pairs) + end) == nil)
        #expect(length(Records.begin() + Records.record(4, pairs) + Records.record(4, padding: 3) + end) == nil)
    }

    @Test(
        "records of other requests, of no request and of other types are not plain",
        arguments: [
            Records.record(4, id: 2), Records.record(9, id: 0), Records.record(2), Records.record(5), Records.record(8),
        ])
    func others(record: [UInt8]) {
        let parts = [Records.begin(), Records.parameters(["A": "b"]), Records.record(5, [1]), Records.record(5)]
        #expect(length(parts.flatMap { $0 }) != nil)
        #expect(length(record + parts.flatMap { $0 }) == nil)
        #expect(length(parts[0] + record + parts[1...].flatMap { $0 }) == nil)
        guard record[1] != 5 else { return }
        #expect(length(parts[0] + parts[1] + record + parts[2] + parts[3]) == nil)
        #expect(length(parts[0] + parts[1] + parts[2] + record + parts[3]) == nil)
    }
}
