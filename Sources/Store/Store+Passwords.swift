public import Credentials
import MariaDB
public import Secrets

/// A user's password as it is kept.
public struct StoredPassword: Sendable {
    /// The credential that holds it.
    public let credential: CredentialID
    /// What passwords are verified against.
    public let hash: PasswordHash
}

extension Store {
    /// A user's password; `nil` when there is none.
    public mutating func password(of user: UserID, _ grant: Grant<AuthenticateUser>) throws -> StoredPassword? {
        try session.first(
            """
            SELECT id, password_hash FROM credentials
            WHERE password_user_id = \(user) AND realm_id = \(grant.realm)
            """
        ) { row in
            let hash = PasswordHash(phc: String(decoding: try row("password_hash", as: [UInt8].self), as: UTF8.self))
            return StoredPassword(credential: try row("id"), hash: hash)
        }
    }

    /// Whether a password is still the one that was read. What changes one locks its user first, so whoever has done that
    /// gets an answer that holds until their transaction ends.
    public mutating func isUnchanged(_ password: StoredPassword, _ grant: Grant<AuthenticateUser>) throws -> Bool {
        try session.first(
            """
            SELECT 1 AS found FROM credentials WHERE id = \(password.credential) AND realm_id = \(grant.realm)
                AND password_hash = \(password.hash.column)
            """
        ) { _ in true } ?? false
    }

    /// Writes the same password under another hash; `false` when it was changed in the meantime. No token ends with it.
    @discardableResult
    public mutating func rehash(
        _ password: StoredPassword, as hash: PasswordHash, _ grant: Grant<AuthenticateUser>
    ) throws -> Bool {
        try session.execute(
            """
            UPDATE credentials SET password_hash = \(hash.column)
            WHERE id = \(password.credential) AND realm_id = \(grant.realm) AND password_hash = \(password.hash.column)
            """) == 1
    }

    /// The user whose password a credential is, locked until the transaction ends: what makes tokens for a user locks them
    /// too, so that none is made under the old password while a new one is being set. `nil` for other credentials.
    mutating func lockedPasswordOwner(_ id: CredentialID, in realm: RealmID) throws -> UserID? {
        try session.first(
            """
            SELECT id FROM users
            WHERE id = (SELECT password_user_id FROM credentials WHERE id = \(id) AND realm_id = \(realm)) FOR UPDATE
            """
        ) { try $0("id") }
    }
}
