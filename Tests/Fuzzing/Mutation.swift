/// Damages a valid input in the ways in which inputs are wrong: bytes, pieces between separators, numbers at the edge of
/// their range, letters that only look alike.
struct Mutation {
    /// What is worth trying with every parser.
    static let words: [[UInt8]] =
        [
            "", "0", "1", "-1", "00", "+1", "255", "256", "65535", "65536", "2147483648", "4294967295", "4294967296",
            "9223372036854775807", "9223372036854775808", "18446744073709551616", "1e999", "\u{0}", " ", "\t", "\r\n",
            "\u{301}", "\u{FF11}", "\u{FF21}", "\u{212A}", "\u{2028}", "\u{10FFFF}", "\u{FEFF}", "%00", "%", "=", "==",
            "-", "_", ".", "..", "/", "//", "@", ":", "\\", "\"", "'", "&", ";", ",", "$", "[", "]", "#", "?", "~",
        ].map { Array($0.utf8) } + [[0xC0, 0x80], [0xED, 0xA0, 0x80], [0xFF], [0x80]]

    let samples: [[UInt8]]
    let tokens: [[UInt8]]
    private var bytes: [UInt8] = []

    init(samples: [[UInt8]], tokens: [[UInt8]]) {
        self.samples = samples
        self.tokens = tokens
    }

    mutating func next(using generator: inout SplitMix64) -> [UInt8] {
        if Int.random(in: 0..<20, using: &generator) == 0 { return noise(using: &generator) }
        bytes = samples.randomElement(using: &generator) ?? []
        for _ in 0..<Int.random(in: 1...3, using: &generator) { damage(using: &generator) }
        return bytes
    }

    private mutating func damage(using generator: inout SplitMix64) {
        switch Int.random(in: 0..<9, using: &generator) {
        case 0: replace(range(upTo: 1, &generator), with: [UInt8.random(in: 0...255, using: &generator)])
        case 1: replace(range(upTo: 0, &generator), with: token(&generator))
        case 2: replace(range(upTo: 4, &generator), with: token(&generator))
        case 3: replace(range(upTo: 16, &generator), with: [])
        case 4: repeatPart(&generator)
        case 5: replace(piece(&generator), with: token(&generator))
        case 6: replace(piece(&generator), with: samplePiece(&generator))
        case 7: replaceByNeighbour(&generator)
        default: splice(&generator)
        }
    }

    private mutating func replace(_ range: Range<Int>, with other: [UInt8]) {
        bytes.replaceSubrange(range, with: other)
    }

    private mutating func repeatPart(_ generator: inout SplitMix64) {
        let range = range(upTo: 16, &generator)
        let count = [1, 1, 2, 100].randomElement(using: &generator) ?? 1
        replace(range.lowerBound..<range.lowerBound, with: Array(repeatElement(bytes[range], count: count).joined()))
    }

    /// The digit or letter beside another one, or the same in the other case: what only a check of each bit notices.
    private mutating func replaceByNeighbour(_ generator: inout SplitMix64) {
        guard let position = bytes.indices.randomElement(using: &generator) else { return }
        bytes[position] ^= [1, 2, 4, 0x20].randomElement(using: &generator) ?? 1
    }

    private mutating func splice(_ generator: inout SplitMix64) {
        let other = samples.randomElement(using: &generator) ?? []
        let (cut, start) = (Int.random(in: 0...bytes.count, using: &generator), 0...other.count)
        bytes = Array(bytes[..<cut] + other[Int.random(in: start, using: &generator)...])
    }

    private func noise(using generator: inout SplitMix64) -> [UInt8] {
        let count = Int.random(in: 0..<32, using: &generator)
        guard Bool.random(using: &generator) else {
            return (0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) }
        }
        return (0..<count / 4).flatMap { _ in token(&generator) }
    }

    private func token(_ generator: inout SplitMix64) -> [UInt8] {
        tokens.randomElement(using: &generator) ?? []
    }

    private func range(upTo longest: Int, _ generator: inout SplitMix64) -> Range<Int> {
        let start = Int.random(in: 0...bytes.count, using: &generator)
        return start..<min(bytes.count, start + Int.random(in: 0...longest, using: &generator))
    }

    private func piece(_ generator: inout SplitMix64) -> Range<Int> {
        Self.pieces(of: bytes).randomElement(using: &generator) ?? 0..<0
    }

    private func samplePiece(_ generator: inout SplitMix64) -> [UInt8] {
        let sample = samples.randomElement(using: &generator) ?? []
        return Self.pieces(of: sample).randomElement(using: &generator).map { Array(sample[$0]) } ?? []
    }

    /// What lies between the characters that are neither letters nor digits.
    private static func pieces(of bytes: [UInt8]) -> [Range<Int>] {
        bytes.split { !isWordByte($0) }.map { $0.startIndex..<$0.endIndex }
    }

    private static func isWordByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "a")...UInt8(ascii: "z"), 0x80...:
            true
        default: false
        }
    }
}
