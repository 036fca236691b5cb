/// Why a password could not be hashed or verified.
public enum HashingError: Error, Equatable, CustomStringConvertible {
    /// Every slot is taken and enough callers wait already; to be answered with 503 and `Retry-After`.
    case overloaded
    /// The hash is of no known scheme, or asks for more memory or time than is allowed here.
    case unsupported
    /// The library that computes the hash was out of memory or threads. Its code: libargon2's (`argon2.h`,
    /// `Argon2_ErrorCodes`), the `errno` of libsodium or libcrypt, or BoringSSL's.
    case failed(code: Int)

    /// What is wrong; shows neither passwords nor hashes.
    public var description: String {
        switch self {
        case .overloaded: "too many passwords are being hashed at once"
        case .unsupported: "the password hash is of a kind that is not supported"
        case .failed(let code): "the hash function failed with code \(code)"
        }
    }
}
