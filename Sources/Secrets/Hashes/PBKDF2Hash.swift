import Crypto
import CryptoExtras

/// PBKDF2 (RFC 8018, section 5.2) with HMAC, in one of three spellings.
///
/// HMAC fills short keys up with zeros (RFC 2104, section 2), so here, as wherever such hashes are verified, NULs at a
/// password's end count for nothing.
struct PBKDF2Hash: ParsedHash {
    enum Function: String {
        case sha1, sha256, sha512

        var tagLength: Int {
            switch self {
            case .sha1: 20
            case .sha256: 32
            case .sha512: 64
            }
        }

        /// About half a second where the processor has instructions for the function, two seconds where it has not:
        /// 1,000,000 rounds of SHA-1 or SHA-256 take 0.12 s with them, of SHA-512 0.47 s.
        var mostRounds: UInt32 {
            switch self {
            case .sha1, .sha256: 4_000_000
            case .sha512: 2_000_000
            }
        }
    }

    let function: Function
    let rounds: UInt32
    let salt: [UInt8]
    /// As long as the function's, so that there is one block to compute.
    let tag: [UInt8]

    /// Nil for what costs too much, or has a salt or tag of unlikely length.
    init?(_ function: Function, rounds: UInt32?, salt: [UInt8]?, tag: [UInt8]?) {
        guard let rounds, (1...function.mostRounds).contains(rounds), let salt, (1...128).contains(salt.count),
            let tag, tag.count == function.tagLength
        else { return nil }
        self.function = function
        self.rounds = rounds
        self.salt = salt
        self.tag = tag
    }

    func matches(_ password: [UInt8]) throws(HashingError) -> Bool {
        do {
            let key = try KDF.Insecure.PBKDF2.deriveKey(
                from: password, salt: salt, using: function.derivation, outputByteCount: tag.count,
                unsafeUncheckedRounds: Int(rounds))
            return Digest.constantTimeEqual(Array(key.bytes), tag)
        } catch {
            throw HashingError(cryptoError: error)
        }
    }
}

extension PBKDF2Hash.Function {
    fileprivate var derivation: KDF.Insecure.PBKDF2.HashFunction {
        switch self {
        case .sha1: .insecureSHA1
        case .sha256: .sha256
        case .sha512: .sha512
        }
    }
}

extension HashingError {
    /// What a failure of swift-crypto is here.
    init(cryptoError error: any Error) {
        guard case CryptoKitError.underlyingCoreCryptoError(let code) = error else {
            self = .failed(code: -1)
            return
        }
        self = .failed(code: Int(code))
    }
}
