public import Credentials
import MariaDB

/// A user who was looked for together with the rules of their realm, so that one statement does for both: nothing of them
/// shows without a grant of these.
public struct FoundUser: Sendable {
    /// The rules of the user's realm.
    public let policy: RealmPolicy
    private let found: User

    fileprivate init(row: Row) throws {
        policy = try RealmPolicy(row: row)
        found = try User(row: row)
    }

    /// The user, for whoever was granted it by the rules of their realm.
    public func user(_ grant: Grant<some UserOperation>) -> User? {
        found.realm == grant.realm ? found : nil
    }
}

extension Store {
    /// Looks for a user.
    public mutating func find(_ id: UserID) throws -> FoundUser? {
        try session.first(
            """
            SELECT \(raw: policyColumns), \(raw: userColumns)
            FROM users JOIN realms ON realms.id = users.realm_id
            WHERE users.id = \(id) AND NOT realms.deleted
            """, FoundUser.init)
    }
}
