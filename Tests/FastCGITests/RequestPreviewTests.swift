import Testing

@testable import FastCGI

struct RequestPreviewTests {
    private func preview(_ bytes: [UInt8], limit: Int = 1000) -> RequestPreview {
        // Not at index 0, as a slice may be anywhere.
        RequestPreview(([0, 0, 0] + bytes)[3...], parameterLimit: limit)
    }

    @Test("every beginning of a request is partial until the parameters end, then awaits its body until that ends")
    func beginnings() {
        let head = Records.begin() + Records.parameters(["A": "b", "LONG": String(repeating: "x", count: 300)])
        let whole = head + Records.input([1, 2, 3])
        for count in 0..<head.count { #expect(preview(Array(whole.prefix(count))) == .partial) }
        for count in head.count..<whole.count { #expect(preview(Array(whole.prefix(count))) == .awaitingBody) }
        #expect(preview(whole) == .complete(length: whole.count))
        #expect(preview(whole + [1, 2, 3]) == .complete(length: whole.count))
    }

    @Test("parameters may be as long as the limit, and no longer")
    func limit() {
        let value = [UInt8](repeating: 1, count: 193)
        let parameters = Records.pairs([("A", value)])
        let request = Records.begin() + Records.stream(4, parameters, size: 50) + Records.input([])
        #expect(preview(request, limit: parameters.count) == .complete(length: request.count))
        #expect(preview(request, limit: parameters.count - 1) == .refused)
    }

    @Test(
        "a parameter that claims more than has come is refused",
        arguments: [
            [5], [5, 5], [0, 1], [0x80, 0, 0], [0x80, 0, 0, 1], [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF],
            [1, 1, 65, 66, 1, 1, 65],
        ] as [[UInt8]])
    func lies(parameters: [UInt8]) {
        #expect(preview(Records.begin() + Records.stream(4, parameters)) == .refused)
        #expect(preview(Records.begin() + Records.stream(4, parameters, size: 1)) == .refused)
    }

    @Test("records of other requests are passed over")
    func otherRequests() {
        let request =
            Records.begin() + Records.record(1, id: 2, [0, 1, 0, 0, 0, 0, 0, 0]) + Records.parameters([:])
            + Records.record(4, id: 2) + Records.input([])
        #expect(preview(request) == .complete(length: request.count))
    }

    @Test("endless records of other requests do not count as parameters, and are refused")
    func flood() {
        let other = Records.record(4, id: 2, [UInt8](repeating: 0, count: 1000))
        let flood = (0..<10).flatMap { _ in other }
        #expect(preview(Records.begin() + flood) == .refused)
    }

    @Test("a management record is answered when all of it has come")
    func management() {
        let record = Records.record(9, id: 0, [14, 0] + Array("FCGI_MAX_CONNS".utf8), padding: 2)
        #expect(preview(Array(record.dropLast())) == .partial)
        #expect(preview(record + [1]) == .management(length: record.count, reply: [1, 10, 0, 0, 0, 0, 0, 0]))
    }
}
