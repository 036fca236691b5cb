import Fuzzing
import Testing

@testable import FastCGI

struct RequestPreviewFuzzTests {
    private static let limit = 1000

    @Test("what is said of some bytes still holds when more have come, and a request ends where it ends")
    func judgements() {
        let requests = [
            Records.request(["A": "b", "LONG": String(repeating: "x", count: 300)], body: [1, 2, 3]),
            Records.begin() + Records.stream(4, Records.pairs([("A", [1])]), size: 2, padding: 3) + Records.input([]),
            Records.record(9, id: 0, [1, 2, 3]) + Records.request(),
        ]
        let words: [[UInt8]] = [
            Records.begin(), Records.begin(id: 2), Records.record(4), Records.record(5), [1, 2, 0, 0],
        ]
        let report = Fuzzer(bytes: requests, tokens: words).judge { bytes in
            let preview = RequestPreview(bytes[...], parameterLimit: Self.limit)
            guard Self.beginnings(of: bytes, leadTo: preview) else { return .broken }
            return preview == .refused ? .refused : .sound
        }
        #expect(report.isSound, "\(report)")
    }

    /// Judges the bytes as they come one after the other.
    private static func beginnings(of bytes: [UInt8], leadTo preview: RequestPreview) -> Bool {
        var last = RequestPreview.partial
        let step = max(1, bytes.count / 50)
        for count in Array(stride(from: 0, to: bytes.count, by: step)) + [bytes.count] {
            let next = RequestPreview(bytes[..<count], parameterLimit: limit)
            guard may(next, follow: last, within: count) else { return false }
            last = next
        }
        return last == preview
    }

    private static func may(_ next: RequestPreview, follow last: RequestPreview, within count: Int) -> Bool {
        switch (last, next) {
        case (.complete, _), (.management, _), (.refused, _): next == last
        case (.awaitingBody, .partial), (.awaitingBody, .management): false
        case (_, .complete(let length)), (_, .management(let length, _)): length <= count
        default: true
        }
    }
}
