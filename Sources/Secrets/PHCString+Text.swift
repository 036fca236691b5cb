import FoundationEssentials

extension PHCString {
    var text: String {
        "$\(parameters.variant)$v=\(parameters.version.rawValue)"
            + "$m=\(parameters.memory),t=\(parameters.passes),p=\(parameters.lanes)"
            + "$\(Self.base64(salt))$\(Self.base64(tag))"
    }

    /// The number after a prefix, in decimal digits only.
    static func number(_ field: Substring, _ prefix: String) -> UInt32? {
        let digits = field.dropFirst(prefix.count)
        guard field.hasPrefix(prefix), digits.utf8.allSatisfy({ (48...57).contains($0) }) else { return nil }
        return UInt32(digits)
    }

    /// Memory, passes and lanes.
    static func costs(_ field: Substring) -> [UInt32]? {
        let fields = field.split(separator: ",", omittingEmptySubsequences: false)
        guard fields.count == 3 else { return nil }
        let numbers = zip(fields, ["m=", "t=", "p="]).compactMap { number($0, $1) }
        return numbers.count == 3 ? numbers : nil
    }

    static func bytes(_ field: Substring) -> [UInt8]? {
        guard !field.contains("=") else { return nil }
        let padding = String(repeating: "=", count: (4 - field.utf8.count % 4) % 4)
        return Data(base64Encoded: field + padding).map(Array.init)
    }

    private static func base64(_ bytes: [UInt8]) -> String {
        String(Data(bytes).base64EncodedString().prefix { $0 != "=" })
    }
}
