public import Credentials
import MariaDB
public import Secrets

extension Store {
    /// Adds an access key, of which only the secret's digest is kept.
    public mutating func insert(_ key: AccessKey, digest: [UInt8]) throws {
        try session.execute(
            """
            INSERT INTO access_keys (id, account_id, realm_id, name, permission, legacy, secret_digest)
            VALUES (\(key.id), \(key.account), \(key.realm), \(key.name), \(key.permission), \(key.legacy), \(digest))
            """)
    }

    /// The keys of all accounts or of one, oldest first, revoked ones included.
    public mutating func accessKeys(of account: AccountID? = nil) throws -> [AccessKey] {
        let part: SQL = account.map { "WHERE account_id = \($0)" } ?? ""
        return try session.rows(
            "SELECT \(raw: accessKeyColumns) FROM access_keys \(fragment: part) ORDER BY id", AccessKey.init(row:))
    }

    /// Revokes a key everywhere at once; `false` when there is none with that id or it was revoked before.
    public mutating func revokeAccessKey(_ id: AccessKeyID) throws -> Bool {
        let now = Timestamp.now
        return try session.execute(
            "UPDATE access_keys SET revoked_at = \(now) WHERE id = \(id) AND revoked_at IS NULL") == 1
    }

    /// Whoever presents a valid key that was not revoked half a second ago: so that a revoked one is refused everywhere
    /// within a second (design, section Secrets).
    ///
    /// - Parameters:
    ///   - text: what was presented, be it a key or not.
    ///   - account: as for ``caller(presenting:account:)``.
    public mutating func recentCaller(presenting text: Secret, account: AccountID?) throws -> Caller? {
        let presented = PresentedKey(digest: Digest.sha256(text.bytes), account: account)
        if let caller = recentCallers[presented] { return caller }
        let start = ContinuousClock.now
        guard let token = AccessKeyToken(text.reveal()), let caller = try caller(presenting: token, account: account)
        else { return nil }
        recentCallers.keep(caller, for: presented, readAt: start)
        return caller
    }

    /// Whoever presents a valid, unrevoked key.
    ///
    /// - Parameter account: the account named beside the key: the older form needs it, and a newer key must not
    ///   contradict it.
    public mutating func caller(presenting token: AccessKeyToken, account: AccountID?) throws -> Caller? {
        guard let (key, digest) = try accessKey(token), !key.revoked else { return nil }
        guard Digest.constantTimeEqual(digest, token.digest) else { return nil }
        guard account == key.account || (account == nil && !key.legacy) else { return nil }
        return Caller(key: key.id, account: key.account, permission: key.permission, realmLock: key.realm)
    }

    private mutating func accessKey(_ token: AccessKeyToken) throws -> (AccessKey, digest: [UInt8])? {
        let place: SQL =
            switch token {
            case .current(let id, _): "id = \(id) AND NOT legacy"
            case .legacy: "secret_digest = \(token.digest) AND legacy"
            }
        return try session.first(
            "SELECT \(raw: accessKeyColumns), secret_digest FROM access_keys WHERE \(fragment: place)"
        ) { row in
            (try AccessKey(row: row), digest: try row("secret_digest"))
        }
    }
}

/// What somebody presents to be let in, all of it; of their key as little as the database has.
struct PresentedKey: Hashable, Sendable {
    let digest: [UInt8]
    let account: AccountID?
}

private let accessKeyColumns: StaticString = "id, account_id, realm_id, name, permission, legacy, revoked_at"

extension AccessKey {
    fileprivate init(row: Row) throws {
        self.init(
            id: try row("id"), account: try row("account_id"), realm: try row("realm_id"), name: try row("name"),
            permission: try row("permission"), legacy: try row("legacy"),
            revoked: try row("revoked_at", as: Timestamp?.self) != nil)
    }
}
