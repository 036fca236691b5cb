/// What a hostile peer might send: bytes without meaning, requests with faults, records out of order, and known traps.
public enum HostileStream {
    /// The next stream, decided by the random numbers alone.
    public static func next(using random: inout some RandomNumberGenerator) -> [UInt8] {
        switch Int.random(in: 0..<10, using: &random) {
        case 0: bytes(Int.random(in: 1...300, using: &random), using: &random)
        case 1...4: faulty(using: &random)
        case 5...8: (0..<Int.random(in: 1...12, using: &random)).flatMap { _ in record(using: &random) }
        default: trap(using: &random)
        }
    }

    /// A management record with a name of 0x7ffffffe bytes, which libfcgi 2.4.2 allocates and asserts to have got.
    public static let bomb = Records.record(9, id: 0, [0xFF, 0xFF, 0xFF, 0xFE, 0])

    /// Whole streams that end the process of a server over libfcgi 2.4.2.
    public static let traps: [[UInt8]] = {
        let names = Records.pairs((0..<100).map { _ in ("FCGI_MAX_CONNS", []) })
        let head = Records.begin() + Records.parameters([:])
        let length = UInt8(bomb.count)
        let huge = Records.record(4, [0xFF, 0xFF, 0xFF, 0xFE, 0])
        return [
            bomb, Records.begin() + bomb, head + Records.record(5, [1]) + bomb,
            head + Records.record(5, [1]) + Records.record(9, id: 0, names) + Records.input([]),
            [1, 1, 0, 1, 0, 8, length, 0, 0, 1, 1, 0, 0, 0, 0, 0] + bomb + Records.parameters([:]) + Records.input([]),
            Records.begin() + [1, 4, 0, 1, 0, 0, length, 0] + bomb + Records.input([]),
            Records.begin() + Records.record(4, id: 2) + Records.record(4, [4, 5, 65, 65, 65, 65]) + huge
                + Records.record(4) + Records.input([]),
            Records.begin() + huge + Records.record(4) + Records.input([]),
        ]
    }()

    private static func trap(using random: inout some RandomNumberGenerator) -> [UInt8] {
        let trap = traps[Int.random(in: 0..<traps.count, using: &random)]
        return Bool.random(using: &random) ? trap : mutated(trap, using: &random)
    }

    private static func faulty(using random: inout some RandomNumberGenerator) -> [UInt8] {
        let value = [UInt8](repeating: 65, count: [0, 1, 127, 128, 5000].randomElement(using: &random) ?? 0)
        let body = bytes([0, 0, 1, 100, 9000].randomElement(using: &random) ?? 0, using: &random)
        let size = [7, 500, 65535].randomElement(using: &random) ?? 1
        let padding = [0, 0, 1, 8, 255].randomElement(using: &random) ?? 0
        let pairs = [("REQUEST_METHOD", Array("GET".utf8)), ("REQUEST_URI", Array("/healthz".utf8)), ("X", value)]
        let request =
            Records.begin(keep: Bool.random(using: &random))
            + Records.stream(4, Records.pairs(pairs), size: size, padding: padding)
            + Records.stream(5, body, size: size, padding: padding)
        return mutated(request, using: &random)
    }

    /// One record of any type, with contents that may fit it.
    private static func record(using random: inout some RandomNumberGenerator) -> [UInt8] {
        let id: UInt8 = [1, 1, 1, 1, 2, 0].randomElement(using: &random) ?? 1
        let types: [UInt8] = [1, 1, 2, 4, 4, 4, 5, 5, 8, 9, 10, 11, UInt8.random(in: 0...255, using: &random)]
        let contents = [
            [], [], [0, 1, 1, 0, 0, 0, 0, 0], [0, UInt8.random(in: 0...4, using: &random), 0, 0, 0, 0, 0, 0],
            Records.pairs([("REQUEST_METHOD", Array("GET".utf8)), ("REQUEST_URI", Array("/healthz".utf8))]),
            [0xFF, 0xFF, 0xFF, 0xFE, 0], [0x80, 0, 0, 0, 0xFF, 0xFF, 0xFF, 0xFF],
            Records.pairs((0..<20).map { _ in ("FCGI_MPXS_CONNS", []) }),
            bytes(Int.random(in: 0...40, using: &random), using: &random),
        ]
        var record = Records.record(
            types.randomElement(using: &random) ?? 1, id: id, contents.randomElement(using: &random) ?? [])
        if Int.random(in: 0..<4, using: &random) == 0 {
            let hidden =
                Bool.random(using: &random) ? bomb : bytes(Int.random(in: 1...255, using: &random), using: &random)
            record[6] = UInt8(hidden.count)
            record += hidden
        }
        return record
    }

    /// The bytes with some changed, left out, doubled or put in.
    private static func mutated(_ bytes: [UInt8], using random: inout some RandomNumberGenerator) -> [UInt8] {
        var bytes = bytes
        for _ in 0..<Int.random(in: 0...4, using: &random) where !bytes.isEmpty {
            let start = Int.random(in: 0..<bytes.count, using: &random)
            let range = start..<min(bytes.count, start + Int.random(in: 1...16, using: &random))
            switch Int.random(in: 0..<5, using: &random) {
            case 0: bytes[start] = UInt8.random(in: 0...255, using: &random)
            case 1: bytes.removeSubrange(range)
            case 2: bytes.insert(contentsOf: bytes[range], at: start)
            case 3: bytes.insert(contentsOf: record(using: &random), at: start)
            default: bytes.removeSubrange(start...)
            }
        }
        return bytes
    }

    private static func bytes(_ count: Int, using random: inout some RandomNumberGenerator) -> [UInt8] {
        (0..<count).map { _ in UInt8.random(in: 0...255, using: &random) }
    }
}
