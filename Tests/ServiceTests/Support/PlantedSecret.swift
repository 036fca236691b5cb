import Foundation

/// Something that must be nowhere, in any of the forms in which it could have got there.
struct PlantedSecret: Sendable {
    let name: String
    private let traces: [Data]

    init(_ name: String, _ bytes: some Sequence<UInt8>) {
        self.name = name
        let bytes = Array(bytes)
        let hexadecimal = Hexadecimal.text(bytes)
        let base64 = (0..<3).map { Self.base64(bytes, after: $0) }
        let texts =
            [hexadecimal, hexadecimal.uppercased()] + base64
            + base64.map { $0.replacing("+", with: "-").replacing("/", with: "_") }
        traces = [Data(bytes)] + texts.map { Data($0.utf8) }
    }

    init(_ name: String, _ text: String) {
        self.init(name, Array(text.utf8))
    }

    /// What occurs nowhere by chance.
    static func random() -> String {
        UUID().uuidString + UUID().uuidString
    }

    func occurs(in data: Data) -> Bool {
        traces.contains { data.range(of: $0) != nil }
    }

    /// The digits that the bytes alone decide when so many others stand before them.
    private static func base64(_ bytes: [UInt8], after count: Int) -> String {
        let digits = Data(repeatElement(0, count: count) + bytes).base64EncodedString()
        return String(digits.prefix((count + bytes.count) * 8 / 6).dropFirst((count * 8 + 5) / 6))
    }
}
