import TestPeer
import Testing

@testable import FastCGI

struct NameValuePairsTests {
    @Test("names and values of both kinds of length are sound")
    func sound() {
        let value = [UInt8](repeating: 1, count: 300)
        #expect(Parameters([]) != nil)
        #expect(Parameters(Records.pairs([("A", []), ("", value), ("", []), ("B", [1])])) != nil)
    }

    @Test(
        "a name or value that reaches beyond the end is not",
        arguments: [
            [5], [5, 5], [0, 1], [0x80, 0, 0], [0x80, 0, 0, 1], [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF],
            [0xFF, 0xFF, 0xFF, 0xFE, 0], [1, 1, 65, 66, 1, 1, 65],
        ] as [[UInt8]])
    func lies(bytes: [UInt8]) {
        #expect(Parameters(bytes) == nil)
    }
}
