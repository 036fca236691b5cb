/// Why a password could not be hashed or verified.
public enum HashingError: Error, Equatable, CustomStringConvertible {
    /// Every slot is taken and enough callers wait already; to be answered with 503 and `Retry-After`.
    case overloaded
    /// The hash is not Argon2's, or asks for more memory or time than is allowed here.
    case unsupported
    /// libargon2 failed with this code (`argon2.h`, `Argon2_ErrorCodes`): it was out of memory or threads.
    case failed(code: Int)

    /// What is wrong; shows neither passwords nor hashes.
    public var description: String {
        switch self {
        case .overloaded: "too many passwords are being hashed at once"
        case .unsupported: "the password hash is of a kind that is not supported"
        case .failed(let code): "libargon2 failed with code \(code)"
        }
    }
}
