public import Credentials
import MariaDB
public import Secrets

/// What a user shows beside themselves.
public struct Belongings: Sendable {
    /// Their credentials, oldest first.
    public let credentials: [CredentialSummary]
    /// How many memberships they have.
    public let membershipCount: Int
}

/// The holder of an API key who was looked for together with the rules of their realm and with what they have, so that one
/// statement does for a whole login: nothing of it shows without a grant of these rules.
public struct FoundKeyHolder: Sendable {
    /// The rules of the user's realm.
    public let policy: RealmPolicy
    private let found: User
    fileprivate let credentials: [CredentialRow]
    fileprivate let membershipCount: Int

    fileprivate init?(_ rows: [HolderRow]) {
        guard let first = rows.first else { return nil }
        (policy, found) = (first.policy, first.user)
        // Each credential comes with each membership; the server would need a temporary table to put them in order.
        membershipCount = Set(rows.compactMap(\.membership)).count
        let credentials = Dictionary(rows.map { ($0.credential.id, $0.credential) }) { first, _ in first }
        self.credentials = credentials.values.sorted { $0.id < $1.id }
    }

    /// The user, for whoever was granted it by the rules of their realm.
    public func user(_ grant: Grant<AuthenticateUser>) -> User? {
        found.realm == grant.realm ? found : nil
    }
}

/// One of the rows that tell of a holder.
private struct HolderRow {
    let policy: RealmPolicy
    let user: User
    let credential: CredentialRow
    let membership: MembershipID?
    let keyVersion: Int
}

extension Store {
    /// More rows are not worth waiting for: who has so much is looked for step by step.
    private static let mostHolderRows = 32

    /// Looks for the holder of an API key; `nil` also for one who has to be looked for with ``user(holding:_:)``: whose key
    /// stands under an older lookup key, or who has very much.
    public mutating func find(holding key: Secret, in realm: RealmID) throws -> FoundKeyHolder? {
        let lookups = try freshLookupKeys()
        guard let newest = lookups.first else { return nil }
        let rows = try session.rows(
            """
            SELECT \(raw: policyColumns), \(raw: plainUserColumns), user_logins.last_login_at, held.api_key_version,
                \(raw: holderCredentialColumns), memberships.id AS membership_id
            FROM credentials AS held
            JOIN realms ON realms.id = held.realm_id
            JOIN users ON users.id = held.user_id
            LEFT JOIN user_logins ON user_logins.user_id = users.id
            JOIN credentials ON credentials.user_id = users.id
            LEFT JOIN memberships \(raw: membershipPagingHint)
                ON memberships.user_id = users.id AND memberships.realm_id = users.realm_id AND \(fragment: .unexpired)
            WHERE held.api_key_digest = \(newest.digest(key, scope: realm.number)) AND held.realm_id = \(realm)
                AND NOT realms.deleted
            LIMIT \(Self.mostHolderRows)
            """
        ) { row in
            HolderRow(
                policy: try RealmPolicy(row: row), user: try User(row: row),
                credential: try CredentialRow(row.named("credential_")),
                membership: try row("membership_id"), keyVersion: try row("api_key_version"))
        }
        guard rows.count < Self.mostHolderRows, rows.first?.keyVersion == newest.version else { return nil }
        return FoundKeyHolder(rows)
    }

    /// What the holder of a key shows beside themselves.
    public mutating func belongings(
        of holder: FoundKeyHolder, _ grant: Grant<AuthenticateUser>
    ) throws -> Belongings {
        Belongings(
            credentials: try summaries(holder.credentials, grant.policy), membershipCount: holder.membershipCount)
    }
}
