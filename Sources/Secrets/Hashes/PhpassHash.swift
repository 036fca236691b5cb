import Crypto

/// `$P$B`, 8 characters of salt and 22 digits of tag: the portable hashes of phpass, which WordPress made up to 6.7;
/// phpBB writes `$H$`.
///
/// MD5 over salt and password, and then again and again over the last digest and the password.
struct PhpassHash: ParsedHash {
    /// Two to the power of that are the rounds; 2¹⁹, of which passlib makes hashes, take 0.2 s, with a password
    /// of 1,024 bytes 0.9 s.
    private static let allowedLogarithms = 7...19
    /// The order of the digits is phpass' own.
    private static let digits = Array("./0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz".utf8)

    private let rounds: Int
    private let salt: [UInt8]
    private let tag: [UInt8]

    init?(_ text: String) {
        let bytes = Array(text.utf8)
        guard bytes.count == 34, text.hasPrefix("$P$") || text.hasPrefix("$H$"),
            let logarithm = Self.digits.firstIndex(of: bytes[3]), Self.allowedLogarithms.contains(logarithm),
            bytes[12...].allSatisfy(HashText.isCryptDigit)
        else { return nil }
        rounds = 1 << logarithm
        salt = Array(bytes[4..<12])
        tag = Array(bytes[12...])
    }

    func matches(_ password: [UInt8]) -> Bool {
        var digest = Array(Insecure.MD5.hash(data: salt + password))
        for _ in 0..<rounds { digest = Array(Insecure.MD5.hash(data: digest + password)) }
        return Digest.constantTimeEqual(Self.encode(digest), tag)
    }

    /// Three bytes become four digits, the lowest six bits first.
    private static func encode(_ bytes: [UInt8]) -> [UInt8] {
        stride(from: 0, to: bytes.count, by: 3).flatMap { start -> [UInt8] in
            let group = bytes[start...].prefix(3)
            let number = group.reversed().reduce(0) { $0 << 8 | Int($1) }
            return (0...group.count).map { digits[number >> (6 * $0) & 63] }
        }
    }
}
