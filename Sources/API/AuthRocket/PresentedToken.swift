import Credentials
import Store

/// A one-time token that was found to be its user's, and good.
struct PresentedToken {
    /// What one that is not good is answered with (authrocket-v1.md section 6.4).
    static let refusal = Failure.invalid("token", "Token is not valid")

    let token: OneTimeToken
    let user: UserID
    let grant: Grant<AuthenticateUser>
}

/// The user whom a path names, with leave to log them in.
struct NamedUser {
    let id: UserID
    let grant: Grant<AuthenticateUser>

    var subject: Event.Subject { Event.Subject(realm: grant.realm, user: id) }
}

extension Call {
    /// The user whom the path names; `nil` where `--` leaves that to a token (authrocket-v1.md section 1.4).
    ///
    /// - Throws: `notFound`.
    func namedUser(_ store: inout Store) throws -> NamedUser? {
        if try segment().raw == "--" { return nil }
        let id = try userID(&store)
        return NamedUser(id: id, grant: try grant(AuthenticateUser.self, by: try store.policy(of: id)))
    }

    /// The token that a text is; `nil` when it is not good, not the named user's, or with nobody named, not for the caller
    /// to use.
    func token(
        _ text: String?, for purpose: OneTimeToken.Purpose, of named: NamedUser?, _ store: inout Store
    ) throws -> PresentedToken? {
        guard let token = text.flatMap({ OneTimeToken($0, for: purpose) }),
            let grant = try named?.grant ?? grantForHolder(of: token, &store),
            let user = try store.holder(of: token, at: .now, grant), named == nil || named?.id == user
        else { return nil }
        return PresentedToken(token: token, user: user, grant: grant)
    }

    /// Somebody else's token is to look like none at all.
    private func grantForHolder(
        of token: OneTimeToken, _ store: inout Store
    ) throws -> Grant<AuthenticateUser>? {
        let policy = try store.policy(of: token)
        return try? grant(AuthenticateUser.self, by: policy)
    }
}
