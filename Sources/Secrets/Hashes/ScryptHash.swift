import Crypto
import CryptoExtras

/// `$scrypt$ln=16,r=8,p=1$salt$tag`: scrypt (RFC 7914) as a PHC string, as passlib writes it.
struct ScryptHash: ParsedHash {
    /// The product of N, r and p. With 2²¹ it takes 0.6 s, and as p is at least 1, at most the 256 MiB of N times r blocks
    /// of 128 bytes.
    private static let mostWork: UInt64 = 1 << 21
    /// swift-crypto (4.5) reserves too little memory for larger blocks when p is 1. Everybody uses 8.
    private static let allowedBlockSizes: ClosedRange<UInt32> = 1...16
    private static let allowedLogarithms: ClosedRange<UInt32> = 4...21

    let logarithm, blockSize, parallelism: UInt32
    let salt: [UInt8]
    let tag: [UInt8]

    init?(_ text: String) {
        guard text.hasPrefix("$scrypt$") else { return nil }
        let fields = text.split(separator: "$", omittingEmptySubsequences: false)
        guard fields.count == 5, let costs = HashText.numbers(fields[2], "ln", "r", "p"), Self.areAllowed(costs),
            let salt = HashText.unpaddedBase64(fields[3]), (1...128).contains(salt.count),
            let tag = HashText.unpaddedBase64(fields[4]), (16...64).contains(tag.count)
        else { return nil }
        (logarithm, blockSize, parallelism) = (costs[0], costs[1], costs[2])
        self.salt = salt
        self.tag = tag
    }

    /// RFC 7914, section 6, wants N below 2 to the power of 16 r.
    private static func areAllowed(_ costs: [UInt32]) -> Bool {
        let (logarithm, blockSize, parallelism) = (costs[0], costs[1], costs[2])
        guard allowedLogarithms.contains(logarithm), allowedBlockSizes.contains(blockSize), parallelism > 0,
            logarithm < 16 * blockSize
        else { return false }
        return UInt64(1) << logarithm * UInt64(blockSize) * UInt64(parallelism) <= mostWork
    }

    func matches(_ password: [UInt8]) throws(HashingError) -> Bool {
        do {
            let key = try KDF.Scrypt.deriveKey(
                from: password, salt: salt, outputByteCount: tag.count, rounds: 1 << Int(logarithm),
                blockSize: Int(blockSize), parallelism: Int(parallelism))
            return Digest.constantTimeEqual(Array(key.bytes), tag)
        } catch {
            throw HashingError(cryptoError: error)
        }
    }
}
