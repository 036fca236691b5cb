public import Secrets

/// The text of the keys of `/v2`: `sk_live_…` for apps, `wk_live_…` for workers, each 43 random base62 characters
/// (256 bits) and a checksum as of ``APIKeyText``.
public enum VaultKeyText {
    /// Which side of `/v2` a key is for.
    public enum Side: String, Sendable, CaseIterable {
        case app = "sk_live_"
        case worker = "wk_live_"
    }

    /// Makes a key.
    public static func generate(for side: Side) -> Secret {
        Secret(APIKeyText.generate(prefix: side.rawValue))
    }

    /// What the database keeps of a key: SHA-256 suffices for 256 random bits.
    public static func digest(of key: Secret) -> [UInt8] {
        Digest.sha256(key.bytes)
    }
}
