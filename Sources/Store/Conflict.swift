import MariaDB

/// A rule that a unique key or a reference in the database upheld against a write.
public enum Conflict: Error, Equatable {
    /// The realm has another user of that name.
    case username
    /// The realm demands unique e-mail addresses and has that one.
    case email
    /// The realm has that API key.
    case apiKey
    /// The user has a password.
    case password
    /// Another credential links the same account of the same provider.
    case providerUser
    /// The realm has a provider of that type.
    case providerType
    /// Credentials refer to the provider.
    case providerInUse
    /// The user has a membership in that org, or one without an org.
    case membership
    /// Credentials of the vault refer to the source.
    case sourceInUse
    /// Tasks refer to the agent.
    case agentInUse
    /// The organization has as many event destinations as it may.
    case eventDestinationLimit
    /// Another request with the same idempotency key came first.
    case idempotencyKey

    private static let byKey: [String: Conflict] = [
        "users_username": .username,
        "users_unique_email": .email,
        "credentials_api_key": .apiKey,
        "credentials_password": .password,
        "credentials_provider_user": .providerUser,
        "auth_providers_sole_type": .providerType,
        "memberships_scope": .membership,
    ]

    init?(_ error: MariaDBError) {
        guard case .duplicate(let key) = error.code, let known = Self.byKey[key] else { return nil }
        self = known
    }
}

extension Session {
    /// Executes a write, and turns a violated key that has a meaning into its ``Conflict``.
    ///
    /// - Parameter reference: what it means when other rows refer to the one to be deleted.
    @discardableResult
    mutating func write(_ sql: SQL, ifReferenced reference: Conflict? = nil) throws -> Int {
        do {
            return try execute(sql)
        } catch {
            if error.code == .foreignKey, let reference { throw reference }
            throw Conflict(error) ?? error
        }
    }

    /// Executes writes as one transaction in one round trip, likewise.
    mutating func write(asTransaction statements: [SQL]) throws {
        do {
            try transact(statements)
        } catch {
            throw Conflict(error) ?? error
        }
    }
}
