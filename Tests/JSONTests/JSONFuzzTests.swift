import Fuzzing
import JSON
import Testing

struct JSONFuzzTests {
    @Test("random values survive writing and reading", arguments: 1...4 as ClosedRange<UInt64>)
    func roundTrip(seed: UInt64) throws {
        var generator = SplitMix64(state: seed &+ Fuzzer.seed)
        for _ in FuzzRounds(200, of: #function) {
            let value = JSON.random(depth: 4, using: &generator)
            let bytes = value.encoded()
            let read = try JSON(parsing: bytes)
            #expect(read == value)
            #expect(read.encoded() == bytes)
        }
    }

    @Test("damaged documents are refused or read as what they then say", arguments: 1...4 as ClosedRange<UInt64>)
    func damage(seed: UInt64) throws {
        var generator = SplitMix64(state: seed &+ Fuzzer.seed)
        var (all, refused) = (0, 0)
        for _ in FuzzRounds(1500, of: #function) {
            all += 1
            var bytes = JSON.random(depth: 2, using: &generator).encoded()
            for _ in 0..<Int.random(in: 1...3, using: &generator) { Self.damage(&bytes, using: &generator) }
            guard let value = try? JSON(parsing: bytes) else {
                refused += 1
                continue
            }
            #expect(try JSON(parsing: value.encoded()) == value)
        }
        #expect((all / 15..<all).contains(refused))
    }

    @Test("random bytes and random tokens never crash the reader", arguments: 1...4 as ClosedRange<UInt64>)
    func noise(seed: UInt64) throws {
        var generator = SplitMix64(state: seed &+ Fuzzer.seed)
        let tokens = [
            "{", "}", "[", "]", ":", ",", "\"", "\\", "\\u", "d83d", "\"a\"", "1", "-", ".", "e", "true", "null", " ",
            "\u{E9}",
        ]
        for _ in FuzzRounds(2000, of: #function) {
            let count = Int.random(in: 0..<24, using: &generator)
            let random = (0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) }
            let words = (0..<count).map { _ in tokens[Int.random(in: 0..<tokens.count, using: &generator)] }.joined()
            for bytes in [random, Array(words.utf8)] {
                guard let value = try? JSON(parsing: bytes) else { continue }
                #expect(try JSON(parsing: value.encoded()) == value)
            }
        }
    }

    private static func damage(_ bytes: inout [UInt8], using generator: inout SplitMix64) {
        let position = Int.random(in: 0...bytes.count, using: &generator)
        let marks = Array("{}[]:,\"\\u0e-.1 \u{E9}".utf8)
        let mark = marks[Int.random(in: 0..<marks.count, using: &generator)]
        switch Int.random(in: 0..<3, using: &generator) {
        case 0 where position < bytes.count: bytes[position] = mark
        case 1 where position < bytes.count: bytes.remove(at: position)
        default: bytes.insert(mark, at: position)
        }
    }
}
