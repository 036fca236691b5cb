public import Credentials
import MariaDB

/// What decides over a code beside its rightness.
public struct TOTPGuard: Sendable {
    /// The last time step whose code was accepted; 0 before the first.
    public let lastStep: Int64
    /// The failures counted against the credential.
    public var limit: GuessLimit
}

/// A time step that is to be used up.
struct StepUse: Batchable {
    let step: Int64
    let id: CredentialID

    var kind: Int64 { step }
}

extension Question<Bool> {
    /// Uses up a time step of a device that has no failures to forgive, by one statement that needs no transaction; `false`
    /// when it has some, or that step or a later one was used before.
    public static func useOfStep(_ step: Int64, of id: CredentialID, _ grant: Grant<VerifyCredential>) -> Question {
        Question({ $0.steps }, StepUse(step: step, id: id))
    }
}

extension Store {
    /// The guard of a TOTP credential of the grant's realm, locked until the transaction ends, so that tries are judged one
    /// after the other; what is written to it comes after this look.
    public mutating func lockedGuard(_ id: CredentialID, _ grant: Grant<VerifyCredential>) throws -> TOTPGuard? {
        try session.first(
            """
            SELECT last_step, failures, first_failure_at, last_failure_at FROM totp_guards
            WHERE credential_id = (SELECT id FROM credentials WHERE id = \(id) AND realm_id = \(grant.realm)) FOR UPDATE
            """
        ) { row in
            TOTPGuard(
                lastStep: try row("last_step"),
                limit: GuessLimit(
                    failures: try row("failures"), firstFailure: try row("first_failure_at"),
                    lastFailure: try row("last_failure_at")))
        }
    }

    /// Uses up a time step and forgives the failures; `false` when that step or a later one was used before.
    ///
    /// One conditional UPDATE decides, so that of several machines only one accepts a code (RFC 6238 section 5.2).
    public mutating func useStep(_ step: Int64, of id: CredentialID, _ grant: Grant<VerifyCredential>) throws -> Bool {
        try session.execute(
            """
            UPDATE totp_guards SET last_step = \(step), failures = 0, first_failure_at = NULL, last_failure_at = NULL
            WHERE credential_id = \(id) AND last_step < \(step)
            """) == 1
    }

    /// Uses up a time step of one device that has no failures to forgive, or of several: all of them or, with an error, none,
    /// because which was refused would not be known. For several no lock is waited for: it would hold up those whose rows are
    /// free.
    mutating func use(_ step: Int64, of ids: [CredentialID]) throws -> [Bool] {
        let update: SQL = """
            UPDATE totp_guards SET last_step = \(step)
            WHERE credential_id \(fragment: .isOne(of: ids)) AND last_step < \(step) AND failures = 0
            """
        if ids.count == 1 { return [try session.execute(update) == 1] }
        try session.transact([update.notWaitingForLocks.demanding(rows: ids.count)])
        return ids.map { _ in true }
    }

    /// Notes the failures counted.
    public mutating func setLimit(_ limit: GuessLimit, of id: CredentialID, _ grant: Grant<VerifyCredential>) throws {
        try session.execute(
            """
            UPDATE totp_guards SET failures = \(limit.failures), first_failure_at = \(limit.firstFailure),
                last_failure_at = \(limit.lastFailure)
            WHERE credential_id = \(id)
            """)
    }

    /// Turns a new device into an active one; `false` when it was active before.
    public mutating func activate(_ id: CredentialID, _ grant: Grant<VerifyCredential>) throws -> Bool {
        try session.execute(
            "UPDATE credentials SET state = 'active' WHERE id = \(id) AND realm_id = \(grant.realm) AND state = 'new'")
            == 1
    }

    /// Whether a user has a device whose codes logins ask for: an active one of an active provider.
    public mutating func hasSecondFactor(_ user: UserID, _ grant: Grant<AuthenticateUser>) throws -> Bool {
        try session.first(
            "SELECT 1 AS found FROM credentials WHERE \(fragment: secondFactors(of: user, grant)) LIMIT 1"
        ) {
            _ in true
        } ?? false
    }

    /// The devices whose codes logins of a user ask for, oldest first.
    public mutating func secondFactors(
        of user: UserID, _ grant: Grant<AuthenticateUser>
    ) throws -> [Credential] {
        let rows = try session.rows(
            """
            SELECT \(raw: credentialColumns) FROM credentials WHERE \(fragment: secondFactors(of: user, grant))
            ORDER BY id
            """, CredentialRow.init)
        return try opened(rows, grant.policy)
    }

    private func secondFactors(of user: UserID, _ grant: Grant<AuthenticateUser>) -> SQL {
        """
        user_id = \(user) AND realm_id = \(grant.realm) AND credential_type = 'totp' AND state = 'active'
            AND EXISTS (
                SELECT 1 FROM auth_providers
                WHERE auth_providers.id = auth_provider_id AND auth_providers.state = 'active')
        """
    }
}
