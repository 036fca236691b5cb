import Secrets

/// Where guesses come from, as far as an app tells: the end user's address, else the app's own access key
/// (authrocket-v1.md section 17, decision 12).
public struct LoginSource: Sendable, Equatable {
    /// SHA-256 of what identifies the source, 32 bytes.
    public let digest: [UInt8]

    /// IPv4 counts as it is; IPv6 by its /64, which is the least that one customer gets (RFC 6177); any other text as it
    /// is; a blank one is none.
    public init(address: String?, key: AccessKeyID) {
        let text = address ?? ""
        let isBlank = text.allSatisfy(\.isWhitespace)
        digest = Digest.sha256(Array((isBlank ? "key \(key)" : Self.name(of: text)).utf8))
    }

    private static func name(of address: String) -> String {
        switch IPAddress(address) {
        case .v4(let bytes): "ipv4 \(bytes)"
        case .v6(let groups): "ipv6 \(groups.prefix(4))"
        case nil: "text \(address)"
        }
    }
}
