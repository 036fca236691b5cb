/// Something that a membership lets its user do, by a word that means something to the app only
/// (authrocket-v1.md section 11).
public struct MembershipPermission: RawRepresentable, Sendable, Hashable {
    /// The longest word, in bytes.
    public static let maximumLength = 62

    /// The word, in the case that it was given in.
    public let rawValue: String

    /// The permission of that name; `nil` for what is empty, too long or has other characters than letters and digits of
    /// ASCII and `*:;._-`.
    public init?(rawValue: String) {
        guard (1...Self.maximumLength).contains(rawValue.utf8.count), rawValue.utf8.allSatisfy(Self.admits) else {
            return nil
        }
        self.rawValue = rawValue
    }

    private static func admits(_ byte: UInt8) -> Bool {
        Base62.isDigit(byte) || "*:;._-".utf8.contains(byte)
    }
}
