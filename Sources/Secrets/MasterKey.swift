import Crypto

/// A key that wraps data keys; it comes from a file or the environment and is never stored in the database.
public struct MasterKey: Sendable, Redacted {
    /// 1 to 32 of `a-z`, `0-9` and `-`.
    public let id: String
    let key: SymmetricKey

    init?(id: String, key: SymmetricKey) {
        guard (1...32).contains(id.utf8.count), id.utf8.allSatisfy(Self.isAllowed), key.bitCount == 256 else {
            return nil
        }
        self.id = id
        self.key = key
    }

    private static func isAllowed(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"): true
        default: false
        }
    }
}
