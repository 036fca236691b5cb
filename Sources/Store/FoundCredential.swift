public import Credentials
import MariaDB

/// A credential that was looked for together with the rules of its realm, so that one statement does for both: nothing of
/// it shows without a grant of these.
public struct FoundCredential: Sendable {
    /// The rules of its realm.
    public let policy: RealmPolicy
    let row: CredentialRow

    fileprivate init(row: Row, _ policies: PolicyReader) throws {
        policy = try policies.policy(row)
        self.row = try CredentialRow(row)
    }
}

extension Question<FoundCredential?> {
    /// Is there this credential?
    public static func credential(_ id: CredentialID) -> Question {
        Question({ $0.credentials }, Lookup(id: id))
    }
}

extension Store {
    /// Looks for a credential.
    public mutating func find(_ id: CredentialID) throws -> FoundCredential? {
        try ask(.credential(id))
    }

    /// Looks for several credentials, each by itself.
    mutating func find(_ ids: [CredentialID]) throws -> [CredentialID: FoundCredential] {
        let policies = policies
        let found = try session.rows(
            """
            SELECT \(raw: policyColumns), \(raw: credentialColumns)
            FROM credentials FORCE INDEX (PRIMARY)
            STRAIGHT_JOIN realms FORCE INDEX (PRIMARY) ON realms.id = credentials.realm_id
            WHERE credentials.id \(fragment: .isOne(of: ids)) AND NOT realms.deleted
            """
        ) { try FoundCredential(row: $0, policies) }
        return Dictionary(found.map { ($0.row.id, $0) }) { first, _ in first }
    }

    /// What was found, opened as far as the realm's policy lets it be read.
    public mutating func open(
        _ found: FoundCredential, _ grant: Grant<some CredentialOperation>
    ) throws -> Credential? {
        guard found.row.realm == grant.realm else { return nil }
        return try opened([found.row], grant.policy).first
    }
}
