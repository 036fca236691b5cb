/// Which addresses may be connected to on somebody else's word: those of the public Internet, and what the operator lists.
///
/// The addresses with a purpose of their own are those of IANA's special-purpose registries (RFC 6890).
public struct AddressPolicy: Sendable {
    private let allowed: [AddressBlock]

    /// Allows the public Internet and these blocks.
    public init(allowing blocks: [AddressBlock] = []) {
        allowed = blocks
    }

    /// Allows the public Internet and a list of blocks with commas between: `10.1.0.0/16, fd00::/8`; nil when it is none.
    public init?(allowing list: String) {
        let items = list.split(separator: ",").map { $0.filter { !$0.isWhitespace } }.filter { !$0.isEmpty }
        let blocks = items.map { AddressBlock($0) }
        guard !blocks.contains(nil) else { return nil }
        self.init(allowing: blocks.compactMap { $0 })
    }

    /// Whether the address may be connected to.
    public func permits(_ address: IPAddress) -> Bool {
        allowed.contains { $0.contains(address) } || address.canonical.isPublic
    }

    /// Whether the URL may be: when its host is a name, that shows only when it has been resolved.
    public func permits(_ url: OutgoingURL) -> Bool {
        url.address.map(permits) ?? true
    }
}

extension IPAddress {
    fileprivate var isPublic: Bool {
        switch self {
        case .v4: !Self.special4.contains { $0.contains(self) }
        case .v6:
            if let embedded {
                embedded.isPublic
            } else {
                Self.global6.contains { $0.contains(self) } && !Self.special6.contains { $0.contains(self) }
            }
        }
    }

    /// The version 4 address that packets to this one would be sent on to, by NAT64 (RFC 6052) or 6to4 (RFC 3056).
    private var embedded: IPAddress? {
        guard case .v6(let number) = self else { return nil }
        if number >> 32 == 0x0064_FF9B << 64 { return .v4(UInt32(truncatingIfNeeded: number)) }
        if number >> 112 == 0x2002 { return .v4(UInt32(truncatingIfNeeded: number >> 80)) }
        return nil
    }

    private static let special4 = blocks(
        "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24",
        "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24",
        "224.0.0.0/4", "240.0.0.0/4")

    /// All else is loopback, local, multicast, unassigned or a translation that depends on the network.
    private static let global6 = blocks("2000::/3")

    /// Protocol assignments (Teredo, benchmarks, ORCHID among them) and documentation.
    private static let special6 = blocks("2001::/23", "2001:db8::/32", "3fff::/20")

    private static func blocks(_ texts: String...) -> [AddressBlock] {
        texts.compactMap(AddressBlock.init)
    }
}
