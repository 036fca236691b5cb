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
/// statement does for a whole login: nothing of it shows without a grant of these.
///
/// An object, because it goes through several hands on its way to another thread.
public final class FoundKeyHolder: Sendable {
    /// The rules of the user's realm.
    public let policy: RealmPolicy
    private let found: User
    private let foundAt = ContinuousClock.now
    fileprivate let keyVersion: Int
    /// Their credentials, oldest first.
    fileprivate let credentials: [SummaryRow]
    fileprivate let membershipCount: Int

    fileprivate init(_ rows: HolderRows) {
        (policy, found, keyVersion) = (rows.policy, rows.user, rows.keyVersion)
        credentials = rows.credentials.sorted { $0.id < $1.id }
        membershipCount = rows.memberships.count
    }

    /// Whether it was found within the last second: whoever had to wait for longer since has to look again. The statement's own
    /// time does not count, lest a slow database be asked more.
    public var isRecent: Bool { ContinuousClock.now - foundAt < .seconds(1) }

    /// The user, for whoever was granted it by the rules of their realm.
    public func user(_ grant: Grant<AuthenticateUser>) -> User? {
        found.realm == grant.realm ? found : nil
    }
}

/// The rows that tell of one holder; an object, so that a list of them that grows or is filtered copies references only.
private final class HolderRows {
    let digest: [UInt8]
    let policy: RealmPolicy
    let user: User
    let keyVersion: Int
    var count = 0
    var credentials: [SummaryRow] = []
    var memberships: [MembershipID] = []

    /// Reads what they all have in common.
    init(_ row: Row, digest: [UInt8], _ policies: PolicyReader) throws {
        self.digest = digest
        policy = try policies.policy(row)
        user = try User(row: row)
        keyVersion = try row("api_key_version")
    }

    /// Adds what one of them adds: each credential comes with each membership, in no order; the server would need a
    /// temporary table for one.
    func add(_ row: Row) throws {
        count += 1
        if let membership: MembershipID = try row("membership_id"), !memberships.contains(membership) {
            memberships.append(membership)
        }
        let credential = try SummaryRow(row)
        if !credentials.contains(where: { $0.id == credential.id }) { credentials.append(credential) }
    }
}

/// Who is looked for.
struct HolderLookup: Batchable {
    let digest: [UInt8]

    /// All are of one kind.
    var kind: Bool { true }
}

extension Store {
    /// More rows are not worth waiting for: who has so much is looked for step by step.
    private static let mostHolderRows = 32

    /// Looks for the holder of an API key; `nil` also for one who has to be looked for with ``user(holding:_:)``: whose key
    /// stands under an older lookup key, or who has very much.
    public mutating func find(holding key: Secret, in realm: RealmID) throws -> FoundKeyHolder? {
        try question(holding: key, in: realm).flatMap { try ask($0) }
    }

    /// The question by which ``find(holding:in:)`` looks; `nil` when there is no lookup key.
    public mutating func question(holding key: Secret, in realm: RealmID) throws -> Question<FoundKeyHolder?>? {
        guard let newest = try freshLookupKeys().first else { return nil }
        let (lookup, version) = (HolderLookup(digest: newest.digest(key, scope: realm.number)), newest.version)
        return Question({ $0.holders }, lookup) { holder in
            guard let holder, holder.policy.realm == realm, holder.keyVersion == version else { return nil }
            return holder
        }
    }

    /// Looks for the holders of several keys, each by itself.
    ///
    /// Tables with several indexes are told which to be read by: the optimizer would weigh the others anew each time (measured
    /// with MariaDB 10.11: a sixth of the server's time, for four keys and for sixteen).
    mutating func find(_ digests: [[UInt8]]) throws -> [[UInt8]: FoundKeyHolder] {
        let policies = policies
        let limit = Self.mostHolderRows * digests.count
        var holders: [HolderRows] = []
        _ = try session.rows(
            """
            SELECT \(raw: policyColumns), \(raw: plainUserColumns), user_logins.last_login_at, held.api_key_version,
                held.api_key_digest, memberships.id AS membership_id, \(raw: summaryColumns)
            FROM credentials AS held FORCE INDEX (credentials_api_key)
            STRAIGHT_JOIN realms FORCE INDEX (PRIMARY) ON realms.id = held.realm_id
            STRAIGHT_JOIN users FORCE INDEX (PRIMARY) ON users.id = held.user_id
            LEFT JOIN user_logins ON user_logins.user_id = users.id
            STRAIGHT_JOIN credentials FORCE INDEX (credentials_user) ON credentials.user_id = users.id
            LEFT JOIN memberships FORCE INDEX (memberships_user)
                ON memberships.user_id = users.id AND memberships.realm_id = users.realm_id AND \(fragment: .unexpired)
            WHERE held.api_key_digest \(fragment: .isOne(of: digests)) AND NOT realms.deleted
            LIMIT \(limit)
            """
        ) { row in
            let digest: [UInt8] = try row("api_key_digest")
            let place = holders.lastIndex { $0.digest == digest } ?? holders.count
            if place == holders.count { holders.append(try HolderRows(row, digest: digest, policies)) }
            try holders[place].add(row)
        }
        // Somebody who has very much took the others' room.
        if holders.reduce(0, { $0 + $1.count }) == limit, digests.count > 1 { throw StoreFailure.noRoom }
        let complete = holders.filter { $0.count < Self.mostHolderRows }
        return Dictionary(complete.map { ($0.digest, FoundKeyHolder($0)) }) { first, _ in first }
    }

    /// What the holder of a key shows beside themselves.
    public mutating func belongings(
        of holder: FoundKeyHolder, _ grant: Grant<AuthenticateUser>
    ) throws -> Belongings {
        Belongings(
            credentials: try summaries(holder.credentials, grant.policy), membershipCount: holder.membershipCount)
    }
}

extension Store {
    /// The key that signs the holder's login tokens by the rules that were read with them.
    public mutating func signingKey(of holder: FoundKeyHolder, _ grant: Grant<AuthenticateUser>) throws -> JWTKey? {
        let noted = holder.policy.logins.signingKey
        if let noted, let key = batches.recentSigningKeys[noted], holder.policy.realm == grant.realm { return key }
        let key = try signingKey(grant)
        // Workers of the version before do not note it; that the note is mended is not what the login hangs on.
        if key?.id != noted { try? transaction { try $0.noteSigningKey(of: grant.realm) } }
        return key
    }
}
