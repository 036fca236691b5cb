public import Credentials
import MariaDB

/// A user who was looked for together with the rules of their realm, so that one statement does for both: nothing of them
/// shows without a grant of these.
public struct FoundUser: Sendable {
    /// The rules of the user's realm.
    public let policy: RealmPolicy
    fileprivate let found: User

    fileprivate init(row: Row, _ policies: PolicyReader) throws {
        policy = try policies.policy(row)
        found = try User(row: row)
    }

    /// The user, for whoever was granted it by the rules of their realm.
    public func user(_ grant: Grant<some UserOperation>) -> User? {
        found.realm == grant.realm ? found : nil
    }
}

extension Question<FoundUser?> {
    /// Is there this user?
    public static func user(_ id: UserID) -> Question {
        Question({ $0.users }, Lookup(id: id))
    }
}

extension Store {
    /// Looks for a user.
    public mutating func find(_ id: UserID) throws -> FoundUser? {
        try ask(.user(id))
    }

    /// Looks for several users, each by itself.
    mutating func find(_ ids: [UserID]) throws -> [UserID: FoundUser] {
        let policies = policies
        let found = try session.rows(
            """
            SELECT \(raw: policyColumns), \(raw: plainUserColumns), user_logins.last_login_at
            FROM users FORCE INDEX (PRIMARY) STRAIGHT_JOIN realms FORCE INDEX (PRIMARY) ON realms.id = users.realm_id
            LEFT JOIN user_logins ON user_logins.user_id = users.id
            WHERE users.id \(fragment: .isOne(of: ids)) AND NOT realms.deleted
            """
        ) { try FoundUser(row: $0, policies) }
        return Dictionary(found.map { ($0.found.id, $0) }) { first, _ in first }
    }
}
