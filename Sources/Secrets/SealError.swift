/// Why a value could not be sealed or opened.
public enum SealError: Error, Equatable, CustomStringConvertible {
    /// The bytes are not what this version writes: too short, or of another format version.
    case malformed
    /// The key that sealed it is another one, or is not in the keyring.
    case unknownKey
    /// The key is the right one, but the bytes were changed or belong to another place.
    case notAuthentic
    /// The cipher itself failed, which it does only when it is out of memory.
    case cipherFailed

    /// What is wrong; shows neither keys nor texts.
    public var description: String {
        switch self {
        case .malformed: "not a sealed value"
        case .unknownKey: "sealed under a key that is not at hand"
        case .notAuthentic: "a sealed value was changed or belongs to another place"
        case .cipherFailed: "the cipher failed"
        }
    }
}
