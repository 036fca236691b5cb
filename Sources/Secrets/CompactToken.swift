/// A signed token in compact serialization, taken apart (RFC 7515 section 7.1); nothing of it has been checked yet.
public struct CompactToken: Sendable, Redacted {
    /// The header's JSON.
    public let header: [UInt8]
    /// The claims' JSON.
    public let claims: [UInt8]
    let signature: [UInt8]
    let signingInput: [UInt8]

    /// - Returns: `nil` for what is no such token, also one without a signature.
    public init?(_ text: String) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 3, let header = Base64URL.decode(parts[0]), let claims = Base64URL.decode(parts[1]),
            let signature = Base64URL.decode(parts[2]), !signature.isEmpty
        else { return nil }
        self.header = header
        self.claims = claims
        self.signature = signature
        signingInput = Array((parts[0] + "." + parts[1]).utf8)
    }
}
