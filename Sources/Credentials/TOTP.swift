import Crypto
public import Secrets

/// Time-based one-time passwords of RFC 6238 over RFC 4226, as authenticator apps show them.
public struct TOTP: Sendable {
    /// The hash function under the HMAC.
    public enum Algorithm: Sendable {
        case sha1
        case sha256
        case sha512
    }

    private let code: Code
    private let digits: Int
    private let period: Int64

    /// Takes the shared secret; `digits` is 6 to 10 (RFC 4226, section 5.3), `period` is in seconds and positive.
    public init(secret: [UInt8], algorithm: Algorithm = .sha1, digits: Int = 6, period: Int64 = 30) {
        precondition(6...10 ~= digits && period > 0)
        code = Code(algorithm, SymmetricKey(data: secret))
        self.digits = digits
        self.period = period
    }

    /// Draws a secret of 20 bytes, the length that RFC 4226 (section 4, R6) recommends.
    public static func generateSecret() -> [UInt8] {
        var generator = SystemRandomNumberGenerator()
        return (0..<20).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
    }

    /// The number of whole periods since the Unix epoch.
    public func step(at time: Timestamp) -> Int64 {
        time.seconds.floorDivided(by: period)
    }

    /// The code of a step, with leading zeros.
    public func code(atStep step: Int64) -> String {
        let counter = (0..<8).reversed().map { UInt8(truncatingIfNeeded: step >> ($0 * 8)) }
        let hash = code.of(counter)
        // Dynamic truncation (RFC 4226, section 5.3): the last four bits say where the 31 bits of the code begin.
        let offset = Int(hash[hash.count - 1] & 0x0F)
        let truncated = hash[offset..<offset + 4].reduce(UInt64(0)) { $0 << 8 | UInt64($1) } & 0x7FFF_FFFF
        let modulus = (0..<digits).reduce(UInt64(1)) { product, _ in product * 10 }
        let text = String(truncated % modulus)
        return String(repeating: "0", count: digits - text.count) + text
    }

    /// The newest step that has this code, among those at most `drift` away from `time`; nil when there is none.
    ///
    /// A step up to `lastUsed` is never returned: a code works once (RFC 6238, section 5.2). Every candidate is
    /// computed and compared to its end, so the time taken says nothing about which one came close.
    public func matchingStep(
        for code: String, at time: Timestamp, drift: UInt8 = 1, after lastUsed: Int64?
    ) -> Int64? {
        let current = step(at: time)
        let candidates = (current - Int64(drift))...(current + Int64(drift))
        let matching = candidates.filter {
            Secrets.Digest.constantTimeEqual(Array(self.code(atStep: $0).utf8), Array(code.utf8))
        }
        return matching.last { step in lastUsed.map { step > $0 } ?? true }
    }
}

extension TOTP {
    /// The HMAC, made ready once for the several steps that are looked at.
    private enum Code {
        case sha1(HMAC<Insecure.SHA1>)
        case sha256(HMAC<SHA256>)
        case sha512(HMAC<SHA512>)

        init(_ algorithm: Algorithm, _ key: SymmetricKey) {
            switch algorithm {
            case .sha1: self = .sha1(HMAC(key: key))
            case .sha256: self = .sha256(HMAC(key: key))
            case .sha512: self = .sha512(HMAC(key: key))
            }
        }

        func of(_ message: [UInt8]) -> [UInt8] {
            switch self {
            case .sha1(let code): Self.finish(code, message)
            case .sha256(let code): Self.finish(code, message)
            case .sha512(let code): Self.finish(code, message)
            }
        }

        private static func finish<Hash>(_ code: HMAC<Hash>, _ message: [UInt8]) -> [UInt8] {
            var code = code
            code.update(data: message)
            return Array(code.finalize())
        }
    }
}

extension TOTP: Redacted {}
