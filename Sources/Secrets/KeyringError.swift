/// Why master keys could not be loaded. No case carries a key or the text of a line.
public enum KeyringError: Error, Equatable, CustomStringConvertible {
    /// There is no key at all.
    case empty
    /// The entry with this number (from 1; comments and empty ones are not counted) is not `id base64-of-32-bytes`.
    case malformedEntry(Int)
    /// Two entries have this id.
    case duplicateID(String)
    /// The file cannot be read, is no regular file or is not UTF-8.
    case unreadableFile(String)
    /// The file's mode, which must be 0600 or 0400.
    case openPermissions(String, mode: Int)

    /// What is wrong; shows ids and paths, never a key.
    public var description: String {
        switch self {
        case .empty: "the keyring has no key"
        case .malformedEntry(let number): "keyring entry \(number) is not an id and 32 bytes in base64"
        case .duplicateID(let id): "the keyring has two keys with the id \(id)"
        case .unreadableFile(let path): "cannot read the keyring file \(path)"
        case .openPermissions(let path, let mode):
            "the keyring file \(path) has mode 0\(String(mode, radix: 8)); it must be 0600 or 0400"
        }
    }
}
