public import Credentials
import MariaDB

/// A credential that was looked for together with the rules of its realm, so that one statement does for both: nothing of
/// it shows without a grant of these.
public struct FoundCredential: Sendable {
    /// The rules of its realm.
    public let policy: RealmPolicy
    let row: CredentialRow

    fileprivate init(row: Row) throws {
        policy = try RealmPolicy(row: row)
        self.row = try CredentialRow(row)
    }
}

extension Store {
    /// Looks for a credential.
    public mutating func find(_ id: CredentialID) throws -> FoundCredential? {
        try session.first(
            """
            SELECT \(raw: policyColumns), \(raw: credentialColumns)
            FROM credentials JOIN realms ON realms.id = credentials.realm_id
            WHERE credentials.id = \(id) AND NOT realms.deleted
            """, FoundCredential.init)
    }

    /// What was found, opened as far as the realm's policy lets it be read.
    public mutating func open(
        _ found: FoundCredential, _ grant: Grant<some CredentialOperation>
    ) throws -> Credential? {
        guard found.row.realm == grant.realm else { return nil }
        return try opened([found.row], grant.policy).first
    }
}
