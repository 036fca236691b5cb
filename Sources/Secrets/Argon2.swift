import CArgon2
import CSodium
import Glibc

/// The safe face of libsodium's and libargon2's Argon2: one call, everything given.
///
/// libsodium makes the hashes of our own kind, with the widest vectors that the processor has (AVX2, AVX-512): there in about
/// 60 % of libargon2's time. libargon2 knows all kinds.
enum Argon2 {
    static func tag(
        of password: [UInt8], salt: [UInt8], length: Int, _ parameters: Argon2Parameters
    ) throws(HashingError) -> [UInt8] {
        if isUsual(parameters, saltLength: salt.count, length: length) {
            return try usualTag(of: password, salt: salt, length: length, parameters)
        }
        return try anyTag(of: password, salt: salt, length: length, parameters)
    }

    /// Whether libsodium makes hashes of the kind.
    static func isUsual(_ parameters: Argon2Parameters, saltLength: Int, length: Int) -> Bool {
        Sodium.isReady && parameters.areUsual && saltLength == crypto_pwhash_saltbytes()
            && length >= crypto_pwhash_bytes_min()
    }

    private static func usualTag(
        of password: [UInt8], salt: [UInt8], length: Int, _ parameters: Argon2Parameters
    ) throws(HashingError) -> [UInt8] {
        var tag = [UInt8](repeating: 0, count: length)
        // libsodium wants an address of an empty password, too.
        let isMade = unsafe (password.isEmpty ? [0] : password).withUnsafeBytes { bytes in
            unsafe bytes.assumingMemoryBound(to: CChar.self).baseAddress.map { characters in
                unsafe crypto_pwhash(
                    &tag, UInt64(length), characters, UInt64(password.count), salt, UInt64(parameters.passes),
                    Int(parameters.memory) << 10, crypto_pwhash_alg_argon2id13()) == 0
            } ?? false
        }
        guard isMade else { throw .failed(code: Int(errno)) }
        return tag
    }

    /// libargon2 wipes its working memory, where libsodium gives its own back to the system, and starts threads only for
    /// hashes with more than one lane.
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
