import Credentials
import JSON
import Secrets
import Store

/// What a user has logged in with.
enum LoginMethod {
    case password, apiKey, external
}

/// Makes the token of a login, and keeps its session where the realm keeps them; to be called in the transaction of the
/// login.
///
/// - Parameter key: the realm's present key, where it is known already.
func issueLoginToken(
    for user: User, by method: LoginMethod, request: JSONObject, _ grant: Grant<AuthenticateUser>, at now: Timestamp,
    signedWith key: JWTKey? = nil, _ store: inout Store
) throws -> Secret {
    let minutes = grant.policy.logins.minutes(for: method)
    let token = try LoginToken(for: user, minutes: minutes, request: request, grant, at: now, &store)
    return try token.signed(grant, with: key, &store)
}

/// A login token before it is signed.
struct LoginToken {
    let user: User
    /// The session's id, or where none is kept a random text.
    let id: String
    let issuedAt: Timestamp
    let expiresAt: Timestamp

    /// The length of the ids of what is not kept: 131 bits.
    private static let randomCount = 22

    /// Begins a login, and keeps its session where the realm keeps them; API users have none (authrocket-v1.md section
    /// 12.1).
    init(
        for user: User, minutes: Int, request: JSONObject, _ grant: Grant<AuthenticateUser>, at now: Timestamp,
        _ store: inout Store
    ) throws {
        self.user = user
        issuedAt = Timestamp(seconds: Int(now.seconds))
        expiresAt = issuedAt.adding(seconds: minutes * 60)
        guard user.type == .human, grant.policy.logins.sessionType == .managed else {
            id = RandomToken.base62(Self.randomCount)
            return
        }
        let session = LoginSession(
            id: IdentifierGenerator.shared.next(), user: user.id, expiresAt: expiresAt, request: request)
        try store.insert(session, grant)
        id = session.id.description
    }

    /// Another token of a session that is kept, with the same claims.
    init(of session: LoginSession, _ user: User, at now: Timestamp) {
        self.user = user
        id = session.id.description
        issuedAt = min(session.id.createdAt, now)
        expiresAt = session.expiresAt
    }

    /// The token, signed with the realm's present key.
    func signed(
        _ grant: Grant<some TokenOperation>, with key: JWTKey? = nil, _ store: inout Store
    ) throws -> Secret {
        let claims = LoginClaims(
            token: id, user: user, issuedAt: issuedAt, expiresAt: expiresAt,
            memberships: try claimedMemberships(of: user, grant, &store))
        return try found(try key ?? store.signingKey(grant)).sign(claims.object(grant.policy.logins.jwtFields))
    }
}

/// The memberships that a login token carries: none where the realm's tokens do not tell of them.
private func claimedMemberships(
    of user: User, _ grant: Grant<some TokenOperation>, _ store: inout Store
) throws -> [MembershipClaim] {
    guard grant.policy.logins.jwtFields.contains(.memberships) else { return [] }
    return try store.memberships(of: user.id, .embedded, grant).items.map { item in
        MembershipClaim(
            org: item.org?.id, orgName: item.org?.name, orgCustom: item.org?.custom ?? [:],
            permissions: item.membership.permissions.map(\.rawValue), custom: item.membership.custom)
    }
}

extension LoginRules {
    /// How long a token lives; ten years stand for good, because the clients want an end.
    fileprivate func minutes(for method: LoginMethod) -> Int {
        switch method {
        case .password, .external: sessionMinutes
        case .apiKey: apiKeyMinutes == 0 ? 5_256_000 : apiKeyMinutes
        }
    }
}
