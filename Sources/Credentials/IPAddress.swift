/// An address on the Internet, read from its text: dotted IPv4, or IPv6 in the forms of RFC 4291 section 2.2.
enum IPAddress: Equatable {
    case v4([UInt8])
    /// Eight groups of 16 bits.
    case v6([UInt16])

    /// Nil for anything else: numbers with leading zeros, which some take for octal, ports, and zones.
    init?(_ text: String) {
        if let bytes = Self.dotted(text[...]) {
            self = .v4(bytes)
        } else if let groups = Self.groups(text) {
            self = Self.unmapped(groups)
        } else {
            return nil
        }
    }

    /// An IPv4 address that came as an IPv6 one, as sockets that take both show it (RFC 4291 section 2.5.5.2).
    private static func unmapped(_ groups: [UInt16]) -> IPAddress {
        guard groups.prefix(5).allSatisfy({ $0 == 0 }), groups[5] == 0xFFFF else { return .v6(groups) }
        return .v4(groups.suffix(2).flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] })
    }

    private static func groups(_ text: String) -> [UInt16]? {
        guard let gap = text.firstRange(of: "::") else {
            return groups(text[...], endsAddress: true).flatMap { $0.count == 8 ? $0 : nil }
        }
        let (front, back) = (text[..<gap.lowerBound], text[gap.upperBound...])
        guard let head = front.isEmpty ? [] : groups(front, endsAddress: false),
            let tail = back.isEmpty ? [] : groups(back, endsAddress: true), head.count + tail.count < 8
        else { return nil }
        return head + Array(repeating: 0, count: 8 - head.count - tail.count) + tail
    }

    /// Groups between colons, of which the last in an address may be two as dotted IPv4.
    private static func groups(_ text: Substring, endsAddress: Bool) -> [UInt16]? {
        var parts = text.split(separator: ":", omittingEmptySubsequences: false)
        var last: [UInt16] = []
        if endsAddress, let bytes = parts.last.flatMap(dotted) {
            last = [UInt16(bytes[0]) << 8 | UInt16(bytes[1]), UInt16(bytes[2]) << 8 | UInt16(bytes[3])]
            parts.removeLast()
        }
        let groups = parts.compactMap(group)
        return groups.count == parts.count ? groups + last : nil
    }

    private static func group(_ digits: Substring) -> UInt16? {
        1...4 ~= digits.utf8.count && digits.allSatisfy(\.isHexDigit) ? UInt16(digits, radix: 16) : nil
    }

    private static func dotted(_ text: Substring) -> [UInt8]? {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        let bytes = parts.compactMap { UInt8($0) }
        guard parts.count == 4, bytes.count == 4, zip(parts, bytes).allSatisfy({ $0 == String($1) }) else { return nil }
        return bytes
    }
}
