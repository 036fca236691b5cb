public import Credentials
import JSON
import MariaDB
public import Secrets

extension Store {
    /// Seals a state under the data key of the grant's realm, as a text for a URL.
    public mutating func seal(_ state: OAuthState, _ grant: Grant<some AuthProviderOperation>) throws -> Secret {
        let sealed = try dataKey(of: grant.realm, for: .realm)
            .seal(JSON.object(state.json).encoded(), .oauthState(of: grant.realm))
        return Secret(SealedToken(scope: grant.realm.number, value: sealed).text)
    }

    /// The state in a token; `nil` for what was not sealed in the grant's realm.
    public mutating func openedState(_ token: SealedToken, _ grant: Grant<AuthenticateUser>) throws -> OAuthState? {
        let key = try dataKey(of: grant.realm, for: .realm)
        guard token.scope == grant.realm.number,
            let json = try? key.open(token.value, .oauthState(of: grant.realm)),
            case .object(let object)? = try? JSON(parsing: json)
        else { return nil }
        return OAuthState(json: object)
    }

    /// Uses up a state, for it is good for one exchange; `false` when it was used before.
    ///
    /// - Parameter end: when the state ends, and need not be remembered any longer.
    public mutating func use(
        _ token: SealedToken, until end: Timestamp, _ grant: Grant<AuthenticateUser>
    ) throws -> Bool {
        do {
            try session.execute(
                """
                INSERT INTO used_oauth_states (digest, realm_id, expires_at)
                VALUES (\(token.digest), \(grant.realm), \(end))
                """)
            return true
        } catch {
            if case .duplicate = error.code { return false }
            throw error
        }
    }

    /// Forgets used states that ended an hour ago, so that clocks may differ by that much, the oldest first; returns how
    /// many there were.
    ///
    /// - Parameter limit: the most rows to delete in this one statement.
    public mutating func sweepOAuthStates(limit: Int = 1000) throws -> Int {
        try session.execute(
            """
            DELETE FROM used_oauth_states WHERE expires_at < \(Timestamp.now.adding(seconds: -3600))
            ORDER BY expires_at LIMIT \(limit)
            """)
    }

    /// Forgets the used states of a realm that goes.
    mutating func deleteOAuthStates(of realm: RealmID) throws {
        while try session.execute("DELETE FROM used_oauth_states WHERE realm_id = \(realm) LIMIT 1000") == 1000 {}
    }
}

extension SealPlace {
    fileprivate static func oauthState(of realm: RealmID) -> SealPlace {
        SealPlace(scope: realm.number, object: realm.number, field: "oauth_state")
    }
}
