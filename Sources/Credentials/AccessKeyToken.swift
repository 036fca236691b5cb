public import Secrets

/// An access key as callers present it: `ko_<id>-<secret>`, or `key_<secret>` in the older form
/// (authrocket-v1.md section 1.2).
public enum AccessKeyToken: Sendable {
    /// Names its record and proves it with the secret.
    case current(AccessKeyID, Secret)
    /// Proves itself with the secret alone; the account comes in a header of its own.
    case legacy(Secret)

    /// The number of base62 characters in a secret: 256 bits.
    public static let secretLength = 43

    /// Reads what a caller presented; `nil` when it is neither form.
    public init?(_ text: String) {
        if text.hasPrefix("key_") {
            self = .legacy(Secret(String(text.dropFirst(4))))
            return
        }
        guard let dash = text.utf8.firstIndex(of: UInt8(ascii: "-")), let id = AccessKeyID(String(text[..<dash])) else {
            return nil
        }
        self = .current(id, Secret(String(text[text.utf8.index(after: dash)...])))
    }

    /// The part that must stay secret.
    public var secret: Secret {
        switch self {
        case .current(_, let secret), .legacy(let secret): secret
        }
    }

    /// The whole key, to be shown once to whoever made it.
    public func reveal() -> String {
        switch self {
        case .current(let id, let secret): "\(id)-\(secret.reveal())"
        case .legacy(let secret): "key_\(secret.reveal())"
        }
    }

    /// What the database keeps of it: SHA-256 suffices for 256 random bits.
    public var digest: [UInt8] { Digest.sha256(secret.bytes) }
}
