/// What a caller key may do; each level includes the ones before it (authrocket-v1.md section 3.5).
public enum Permission: String, Sendable, CaseIterable, Comparable {
    /// Read user data and most of a realm's configuration.
    case read
    /// Also write user data.
    case write
    /// Also write realm configuration.
    case manage

    /// Orders the levels from the weakest to the strongest.
    public static func < (left: Permission, right: Permission) -> Bool {
        left.rank < right.rank
    }

    private var rank: Int {
        switch self {
        case .read: 0
        case .write: 1
        case .manage: 2
        }
    }
}
