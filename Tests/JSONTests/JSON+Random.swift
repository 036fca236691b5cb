import Fuzzing
import JSON

extension JSON {
    static func random(depth: Int, using generator: inout SplitMix64) -> JSON {
        switch Int.random(in: 0..<(depth > 0 ? 8 : 5), using: &generator) {
        case 0: .null
        case 1: .bool(.random(using: &generator))
        case 2:
            .number(JSONNumber(Int(truncatingIfNeeded: generator.next()) >> Int.random(in: 0..<64, using: &generator)))
        case 3: .number(.milliseconds(microsecondsSinceEpoch: Int64(truncatingIfNeeded: generator.next())))
        case 4: .text(randomText(using: &generator))
        case 5:
            .array(
                (0..<Int.random(in: 0..<6, using: &generator)).map { _ in random(depth: depth - 1, using: &generator) }
            )
        default: .object(randomObject(depth: depth - 1, using: &generator))
        }
    }

    private static func randomObject(depth: Int, using generator: inout SplitMix64) -> JSONObject {
        var object = JSONObject()
        for _ in 0..<Int.random(in: 0..<20, using: &generator) {
            object[randomText(using: &generator)] = random(depth: depth, using: &generator)
        }
        return object
    }

    private static func randomText(using generator: inout SplitMix64) -> String {
        let ceilings: [UInt32] = [0x20, 0x80, 0x80, 0x3000, 0x10FFFF]
        var text = String.UnicodeScalarView()
        for _ in 0..<Int.random(in: 0..<9, using: &generator) {
            let ceiling = ceilings[Int.random(in: 0..<ceilings.count, using: &generator)]
            if let scalar = Unicode.Scalar(UInt32.random(in: 0...ceiling, using: &generator)) { text.append(scalar) }
        }
        return String(text)
    }
}
