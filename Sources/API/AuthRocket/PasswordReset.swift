import Credentials
import Secrets
import Store

/// A new password that a token lets its user choose.
struct PasswordReset {
    let presented: PresentedToken
    let hash: PasswordHash
    let credential: FirstCredential
    let login: Login

    /// Uses the token up, sets the password and lets the user in, or asks for a code where their logins take one.
    ///
    /// - Returns: The token to log in or to go on with; `nil` when the presented one ended in the meantime.
    func make(_ store: inout Store) throws -> Secret? {
        try store.transaction { store in
            let grant = presented.grant
            let user = try found(try store.lockedUser(presented.user, grant))
            guard grant.policy.admitsPassword(of: user, try store.passwordPolicy(of: grant.policy)),
                try store.consume(presented.token, at: .now, grant)
            else { return nil }
            try credential.set(.password(hash), &store)
            // Whoever has a new password need not wait for the end of what they guessed at the old one.
            try store.forgiveFailures(of: user.id, from: LoginSource(login.request, grant.caller), grant)
            try login.tell(.passwordTokenConsumed, of: user, &store)
            try login.tell(.userUpdated, of: user, &store)
            return try login.pending(user, &store) ?? login.finish(user, &store)
        }
    }
}
