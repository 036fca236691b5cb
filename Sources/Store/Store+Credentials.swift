public import Credentials
import MariaDB
public import Secrets

extension Store {
    /// Adds a credential to a user of the grant's realm.
    ///
    /// - Throws: ``Conflict/apiKey``, ``Conflict/password``, ``Conflict/providerUser``.
    public mutating func insert(
        _ new: NewCredential, id: CredentialID, for user: UserID, _ grant: Grant<CreateCredential>
    ) throws {
        let columns = try columns(of: new, id: id, grant.policy)
        try session.write(
            """
            INSERT INTO credentials (id, realm_id, user_id, credential_type, password_user_id, password_hash,
                api_key_version, api_key_digest, api_key, auth_provider_id, name, state, otp_secret, provider_user_id,
                access_token, token_expires_at)
            VALUES (\(id), \(grant.realm), \(user), \(new.type), \(new.type == .password ? user : nil),
                \(columns.passwordHash), \(columns.apiKey?.version), \(columns.apiKey?.digest), \(columns.apiKey?.sealed),
                \(columns.provider), \(columns.name), \(columns.state), \(columns.otpSecret), \(columns.providerUser),
                \(columns.accessToken), \(columns.tokenExpiresAt))
            """)
        switch new {
        case .password: try endTokens(of: user, [.login, .password])
        case .totp:
            try session.execute("INSERT INTO totp_guards (credential_id, last_step, failures) VALUES (\(id), 0, 0)")
        case .apiKey, .social: break
        }
    }

    /// The credential with that id, opened as far as the realm's policy lets it be read.
    public mutating func credential(
        _ id: CredentialID, _ grant: Grant<some CredentialOperation>
    ) throws -> Credential? {
        let row = try session.first(
            "SELECT \(raw: credentialColumns) FROM credentials WHERE id = \(id) AND realm_id = \(grant.realm)",
            CredentialRow.init)
        return try opened(row.map { [$0] } ?? [], grant.policy).first
    }

    /// The same, locked against other writers until the transaction ends.
    public mutating func lockedCredential(
        _ id: CredentialID, _ grant: Grant<UpdateCredential>
    ) throws -> Credential? {
        let row = try session.first(
            "SELECT \(raw: credentialColumns) FROM credentials WHERE id = \(id) AND realm_id = \(grant.realm) FOR UPDATE",
            CredentialRow.init)
        return try opened(row.map { [$0] } ?? [], grant.policy).first
    }

    /// The user that a credential belongs to; nothing is opened, so that what cannot be opened can still be deleted.
    public mutating func owner(of id: CredentialID, _ grant: Grant<some CredentialOperation>) throws -> UserID? {
        try session.first("SELECT user_id FROM credentials WHERE id = \(id) AND realm_id = \(grant.realm)") {
            try $0("user_id")
        }
    }

    /// What a user shows of their credentials, oldest first, and how many memberships they have.
    public mutating func belongings(
        of user: UserID, _ grant: Grant<some UserOperation>
    ) throws -> Belongings {
        let count = membershipCount(of: user, in: grant.realm)
        let rows = try session.rows(
            """
            SELECT \(raw: summaryColumns), (\(fragment: count)) AS membership_count FROM credentials
            WHERE user_id = \(user) AND realm_id = \(grant.realm) ORDER BY id
            """
        ) { (credential: try SummaryRow($0), count: try $0("membership_count", as: Int.self)) }
        let credentials = try summaries(rows.map(\.credential), grant.policy)
        let memberships = try rows.first?.count ?? session.first("\(fragment: count)") { try $0("count") }
        return Belongings(credentials: credentials, membershipCount: memberships ?? 0)
    }

    /// The oldest credential of a type that a user has.
    public mutating func credentialID(
        of user: UserID, type: CredentialType, _ grant: Grant<UpdateCredential>
    ) throws -> CredentialID? {
        try session.first(
            """
            SELECT id FROM credentials
            WHERE user_id = \(user) AND realm_id = \(grant.realm) AND credential_type = \(type) ORDER BY id LIMIT 1
            """
        ) { try $0("id") }
    }

    /// Replaces a password, and ends the logins and the changes of it that are pending.
    public mutating func setPassword(
        _ hash: PasswordHash, of id: CredentialID, _ grant: Grant<UpdateCredential>
    ) throws -> Bool {
        guard let owner = try lockedPasswordOwner(id, in: grant.realm) else { return false }
        let matched = try session.execute(
            "UPDATE credentials SET password_hash = \(hash.column) WHERE id = \(id) AND password_user_id = \(owner)")
        try endTokens(of: owner, [.login, .password])
        return matched == 1
    }

    /// Replaces an API key.
    ///
    /// - Throws: ``Conflict/apiKey``.
    public mutating func setAPIKey(
        _ key: Secret, of id: CredentialID, _ grant: Grant<UpdateCredential>
    ) throws -> Bool {
        let columns = try apiKeyColumns(of: key, id: id, grant.policy)
        return try session.write(
            """
            UPDATE credentials SET api_key_version = \(columns.version), api_key_digest = \(columns.digest),
                api_key = \(columns.sealed)
            WHERE id = \(id) AND realm_id = \(grant.realm) AND credential_type = 'api_key'
            """) == 1
    }

    /// Renames a TOTP device.
    public mutating func rename(_ id: CredentialID, to name: String, _ grant: Grant<UpdateCredential>) throws -> Bool {
        try session.execute(
            """
            UPDATE credentials SET name = \(name)
            WHERE id = \(id) AND realm_id = \(grant.realm) AND credential_type = 'totp'
            """) == 1
    }

    /// Writes a changed link to an external account.
    ///
    /// - Throws: ``Conflict/providerUser``.
    public mutating func update(
        _ link: SocialLink, of id: CredentialID, _ grant: Grant<UpdateCredential>
    ) throws -> Bool {
        let token = try seal(link.accessToken, in: grant.realm, id: id, field: .accessToken)
        return try session.write(
            """
            UPDATE credentials SET auth_provider_id = \(link.provider), provider_user_id = \(link.providerUser),
                access_token = \(token), token_expires_at = \(link.tokenExpiresAt)
            WHERE id = \(id) AND realm_id = \(grant.realm)
            """) == 1
    }

    /// Deletes a credential; `false` when there is none any more. With a password go the logins and the changes of it that
    /// are pending.
    public mutating func delete(_ id: CredentialID, _ grant: Grant<DeleteCredential>) throws -> Bool {
        let passwordOwner = try lockedPasswordOwner(id, in: grant.realm)
        let matched = try session.execute("DELETE FROM credentials WHERE id = \(id) AND realm_id = \(grant.realm)")
        if let passwordOwner { try endTokens(of: passwordOwner, [.login, .password]) }
        return matched == 1
    }
}
