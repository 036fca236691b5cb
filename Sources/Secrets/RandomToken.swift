/// Random bytes and texts from the system's generator (`getrandom` on Linux).
public enum RandomToken {
    private static let base62Digits = Array("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")

    /// As many random bytes as asked for.
    public static func bytes(_ count: Int) -> [UInt8] {
        (0..<count).map { _ in UInt8.random(in: .min ... .max) }
    }

    /// As many random digits of `0-9A-Za-z` as asked for, each equally likely: 5.95 bits per digit, 256 bits in 43.
    public static func base62(_ count: Int) -> String {
        String((0..<count).compactMap { _ in base62Digits.randomElement() })
    }
}
