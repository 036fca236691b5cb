/// Random bytes and texts from the system's generator (`getrandom` on Linux).
public enum RandomToken {
    private static let base62Digits = Array("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz".utf8)
    /// 62 to the power of 10.
    private static let tenDigits: UInt64 = 839_299_365_868_340_224

    /// As many random bytes as asked for.
    public static func bytes(_ count: Int) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(count + 7)
        var words = RandomWords((count + 7) / 8)
        while bytes.count < count { bytes += words.next().bigEndianBytes }
        bytes.removeLast(bytes.count - count)
        return bytes
    }

    /// As many random digits of `0-9A-Za-z` as asked for, each equally likely: 5.95 bits per digit, 256 bits in 43.
    public static func base62(_ count: Int) -> String {
        var digits: [UInt8] = []
        digits.reserveCapacity(count + 9)
        var words = RandomWords((count + 9) / 10)
        while digits.count < count {
            var group = UInt64.random(in: 0..<tenDigits, using: &words)
            for _ in 0..<10 {
                digits.append(base62Digits[Int(group % 62)])
                group /= 62
            }
        }
        return String(decoding: digits.prefix(count), as: UTF8.self)
    }
}
