import Crypto
import FoundationEssentials

/// What the sender of webhooks shares with their receiver, who can so tell that they are genuine (Standard Webhooks,
/// standardwebhooks.com): as text `whsec_` and the key in base64.
public struct WebhookSecret: Sendable, Equatable, Redacted {
    private static let prefix = "whsec_"
    private let key: [UInt8]

    /// Makes a new one of 256 random bits.
    public static func generate() -> WebhookSecret {
        WebhookSecret(key: RandomToken.bytes(32))
    }

    /// Reads the text; nil for a key of less than 24 or more than 64 bytes, which the specification does not allow.
    public init?(_ text: Secret) {
        let text = text.reveal()
        guard text.hasPrefix(Self.prefix), let key = Base64.decode(text.dropFirst(Self.prefix.count)),
            (24...64).contains(key.count)
        else { return nil }
        self.init(key: key)
    }

    private init(key: [UInt8]) {
        self.key = key
    }

    /// The text that the receiver is told.
    public var text: Secret { Secret(Self.prefix + Data(key).base64EncodedString()) }

    /// What the header `webhook-signature` says of a message.
    ///
    /// - Parameters:
    ///   - id: the header `webhook-id`.
    ///   - timestamp: the header `webhook-timestamp`, in Unix seconds.
    ///   - body: the very bytes that are sent.
    public func signature(id: String, timestamp: Int64, body: [UInt8]) -> String {
        let message = Array("\(id).\(timestamp).".utf8) + body
        let code = HMAC<SHA256>.authenticationCode(for: message, using: SymmetricKey(data: key))
        return "v1," + Data(code).base64EncodedString()
    }

    /// Compares in constant time.
    public static func == (left: WebhookSecret, right: WebhookSecret) -> Bool {
        Digest.constantTimeEqual(left.key, right.key)
    }
}
