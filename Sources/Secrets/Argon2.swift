import CArgon2

/// The safe face of libargon2: one call, everything given.
///
/// The library wipes its working memory. It starts threads only for hashes with more than one lane.
enum Argon2 {
    static func tag(
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

extension Argon2Parameters.Variant {
    fileprivate var type: argon2_type {
        switch self {
        case .argon2d: Argon2_d
        case .argon2i: Argon2_i
        case .argon2id: Argon2_id
        }
    }
}
