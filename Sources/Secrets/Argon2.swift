import CArgon2
import CSodium
import Glibc

/// The safe face of libsodium's and libargon2's Argon2: one call, everything given.
///
/// libsodium uses the widest vectors that the processor has, and makes the hashes of our own kind in about 60 % of libargon2's
/// time; libargon2 knows all kinds.
enum Argon2 {
    static func tag(
        of password: [UInt8], salt: [UInt8], length: Int, _ parameters: Argon2Parameters
    ) throws(HashingError) -> [UInt8] {
        if isReady, parameters.areUsual, salt.count == crypto_pwhash_saltbytes(), length >= crypto_pwhash_bytes_min() {
            return try usualTag(of: password, salt: salt, length: length, parameters)
        }
        return try anyTag(of: password, salt: salt, length: length, parameters)
    }

    /// Made once; libsodium finds out what the processor can do.
    private static let isReady = sodium_init() >= 0

    private static func usualTag(
        of password: [UInt8], salt: [UInt8], length: Int, _ parameters: Argon2Parameters
    ) throws(HashingError) -> [UInt8] {
        var tag = [UInt8](repeating: 0, count: length)
        // An empty password has an address, too.
        let characters = password.map { CChar(bitPattern: $0) } + [0]
        let isMade =
            unsafe crypto_pwhash(
                &tag, UInt64(length), characters, UInt64(password.count), salt, UInt64(parameters.passes),
                Int(parameters.memory) << 10, crypto_pwhash_alg_argon2id13()) == 0
        guard isMade else { throw .failed(code: Int(errno)) }
        return tag
    }

    /// The library wipes its working memory. It starts threads only for hashes with more than one lane.
    private static func anyTag(
        of password: [UInt8], salt: [UInt8], length: Int, _ parameters: Argon2Parameters
    ) throws(HashingError) -> [UInt8] {
        var tag = [UInt8](repeating: 0, count: length)
        let code = unsafe argon2_hash(
            parameters.passes, parameters.memory, parameters.lanes, password, password.count, salt, salt.count,
            &tag, length, nil, 0, parameters.variant.type, parameters.version.rawValue)
        guard code == ARGON2_OK.rawValue else { throw .failed(code: Int(code)) }
        return tag
    }
}

extension Argon2Parameters {
    /// Whether libsodium knows hashes of the kind.
    fileprivate var areUsual: Bool {
        variant == .argon2id && version == .v19 && lanes == 1 && Int(memory) << 10 >= crypto_pwhash_memlimit_min()
    }
}

extension Argon2Parameters.Variant {
    fileprivate var type: argon2_type {
        switch self {
        case .argon2d: Argon2_d
        case .argon2i: Argon2_i
        case .argon2id: Argon2_id
        }
    }
}
