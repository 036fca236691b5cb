/// A block of addresses that begin alike (CIDR, RFC 4632 and RFC 4291 section 2.3).
public struct AddressBlock: Sendable, Hashable {
    private let first: IPAddress
    private let prefixLength: Int

    /// Reads `10.0.0.0/8`, `fd00::/8`, or one address alone.
    public init?(_ text: String) {
        let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        guard let address = IPAddress(String(parts[0])) else { return nil }
        first = address.canonical
        guard parts.count == 2 else {
            prefixLength = first.bitWidth
            return
        }
        guard first == address, parts[1].allSatisfy(\.isASCIIDigit), let length = Int(parts[1]),
            length <= address.bitWidth
        else { return nil }
        prefixLength = length
    }

    /// Whether the address is one of the block's; both are taken for what they stand for.
    public func contains(_ address: IPAddress) -> Bool {
        switch (first, address.canonical) {
        case (.v4(let first), .v4(let other)): (first ^ other) >> (32 - prefixLength) == 0
        case (.v6(let first), .v6(let other)): (first ^ other) >> (128 - prefixLength) == 0
        default: false
        }
    }
}

extension IPAddress {
    fileprivate var bitWidth: Int {
        switch self {
        case .v4: 32
        case .v6: 128
        }
    }
}

extension Character {
    fileprivate var isASCIIDigit: Bool { ("0"..."9").contains(self) }
}
