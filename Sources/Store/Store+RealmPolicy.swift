public import Credentials
import MariaDB
import Secrets

extension Store {
    /// The rules of a realm.
    public mutating func policy(of realm: RealmID) throws -> RealmPolicy? {
        try policy(where: "\(realm)")
    }

    /// The rules of the realm that a user is in.
    public mutating func policy(of user: UserID) throws -> RealmPolicy? {
        try policy(where: "(SELECT realm_id FROM users WHERE id = \(user))")
    }

    /// The rules of the realm that a credential is in.
    public mutating func policy(of credential: CredentialID) throws -> RealmPolicy? {
        try policy(where: "(SELECT realm_id FROM credentials WHERE id = \(credential))")
    }

    /// The rules of the realm that an auth provider is in.
    public mutating func policy(of provider: AuthProviderID) throws -> RealmPolicy? {
        try policy(where: "(SELECT realm_id FROM auth_providers WHERE id = \(provider))")
    }

    /// The rules of the realm of the user whom a token was made for.
    public mutating func policy(of token: OneTimeToken) throws -> RealmPolicy? {
        try policy(where: "(SELECT realm_id FROM one_time_tokens WHERE digest = \(token.digest))")
    }

    /// The rules of the realm that a session is in.
    public mutating func policy(of session: SessionID) throws -> RealmPolicy? {
        try policy(where: "(SELECT realm_id FROM sessions WHERE id = \(session))")
    }

    /// The rules of the realm whose login tokens a key signs.
    public mutating func policy(of key: JWTKeyID) throws -> RealmPolicy? {
        try policy(where: "(SELECT realm_id FROM jwt_keys WHERE id = \(key))")
    }

    /// The rules of the realm that an org is in.
    public mutating func policy(of org: OrgID) throws -> RealmPolicy? {
        try policy(where: "(SELECT realm_id FROM orgs WHERE id = \(org))")
    }

    /// The rules of the realm that a membership is in.
    public mutating func policy(of membership: MembershipID) throws -> RealmPolicy? {
        try policy(where: "(SELECT realm_id FROM memberships WHERE id = \(membership))")
    }

    /// The rules for passwords in a realm. They are apart because few requests ask for them.
    public mutating func passwordPolicy(of policy: RealmPolicy) throws -> PasswordPolicy {
        let found = try session.first(
            """
            SELECT state, min_length, min_complexity, required_chars FROM auth_providers
            WHERE realm_id = \(policy.realm) AND sole_type = 'password'
            """
        ) { row in
            PasswordPolicy(
                allowsLogins: try row("state", as: ActivityState.self) == .active, rules: try PasswordRules(row: row))
        }
        return found ?? PasswordPolicy(allowsLogins: false, rules: nil)
    }

    /// The rules that decide what a write keeps. The realm's row stays locked against a change of them until the
    /// transaction ends: one between the grant and the write would miss what is being written.
    mutating func lockedRules(
        of realm: RealmID
    ) throws -> (apiKeyPolicy: APIKeyPolicy, requireUniqueEmails: Bool) {
        let rules = try session.first(
            "SELECT api_key_policy, require_unique_emails FROM realms WHERE id = \(realm) AND NOT deleted LOCK IN SHARE MODE"
        ) { row in
            (
                apiKeyPolicy: try row("api_key_policy", as: APIKeyPolicy.self),
                requireUniqueEmails: try row("require_unique_emails", as: Bool.self)
            )
        }
        guard let rules else { throw StoreFailure.missingRealm }
        return rules
    }

    /// The key that seals API keys, where the realm's policy is to keep them. It and the policy stay locked as by
    /// ``lockedRules(of:)``.
    mutating func lockedAPIKeySealing(of realm: RealmID) throws -> DataKey? {
        let start = ContinuousClock.now
        let rules = try session.first(
            """
            SELECT api_key_policy, data_keys.id, data_keys.master_key, data_keys.wrapped FROM realms
            LEFT JOIN data_keys ON data_keys.realm_id = realms.id AND data_keys.purpose = 'api_keys'
            WHERE realms.id = \(realm) AND NOT realms.deleted LOCK IN SHARE MODE
            """
        ) { row in
            (
                policy: try row("api_key_policy", as: APIKeyPolicy.self),
                key: try row("id", as: DataKeyID?.self) == nil ? nil : try WrappedKey(row: row)
            )
        }
        guard let rules else { throw StoreFailure.missingRealm }
        guard rules.policy == .encrypt else { return nil }
        guard let key = rules.key else { throw StoreFailure.missingDataKey }
        return try unwrapped(key, of: realm, readAt: start)
    }

    private mutating func policy(where realm: SQL) throws -> RealmPolicy? {
        let policies = policies
        return try session.first(
            """
            SELECT \(raw: policyColumns) FROM realms
            WHERE realms.id = \(fragment: realm) AND NOT realms.deleted
            """, policies.policy)
    }
}

extension PasswordRules {
    /// The rules in a provider's columns; `nil` when they are empty.
    init?(row: Row) throws {
        guard let minimumLength = try row("min_length", as: Int?.self) else { return nil }
        self.init(
            minimumLength: minimumLength,
            minimumComplexity: try row("min_complexity"),
            required: try row("required_chars", as: TextList<CharacterClass>.self).words)
    }
}
