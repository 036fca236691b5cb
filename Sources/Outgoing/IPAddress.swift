/// An address of the Internet Protocol.
public enum IPAddress: Sendable, Hashable {
    /// Version 4, its first byte the most significant.
    case v4(UInt32)
    /// Version 6, its first byte the most significant.
    case v6(UInt128)

    /// Reads `192.0.2.1` or `2001:db8::1`, with nothing around it.
    public init?(_ text: String) {
        if let bytes = System.addressBytes(of: text, version: .v4) {
            self.init(bytes: bytes)
        } else if let bytes = System.addressBytes(of: text, version: .v6) {
            self.init(bytes: bytes)
        } else {
            return nil
        }
    }

    /// Reads 4 or 16 bytes, the most significant first; nil for any other count.
    init?(bytes: [UInt8]) {
        switch bytes.count {
        case 4: self = .v4(bytes.reduce(0) { $0 << 8 | UInt32($1) })
        case 16: self = .v6(bytes.reduce(0) { $0 << 8 | UInt128($1) })
        default: return nil
        }
    }

    /// The version 4 address for which this one merely stands (`::ffff:192.0.2.1`, RFC 4291 section 2.5.5.2), or itself.
    var canonical: IPAddress {
        if case .v6(let number) = self, number >> 32 == 0xFFFF { return .v4(UInt32(truncatingIfNeeded: number)) }
        return self
    }
}
