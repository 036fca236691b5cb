import Credentials
import JSON
import Secrets
import Store

/// A password tried for a user, within the limits of authrocket-v1.md section 17, decision 12.
///
/// The limits are looked at before the password is hashed, so that a flood costs little, and again in the transaction
/// that judges it, whatever the hash said: tries for one user are judged one after the other, so that of many at once no
/// more are answered than of as many in a row.
struct PasswordAttempt {
    /// What became of it.
    enum Outcome<Value> {
        case right(Value)
        case wrong
        /// Not judged: too many failures; try again after so many seconds.
        case limited(Int)
    }

    /// `nil` when there is no such user: that takes as long, and is counted against the source.
    let user: UserID?
    let password: Secret
    /// Whether the user wants in: then only who may log in has a right password, and a failure is told.
    let isLogin: Bool
    let hasher: PasswordHasher
    let grant: Grant<AuthenticateUser>
    let request: JSONObject

    /// Tries the password.
    ///
    /// - Parameters:
    ///   - prepare: what takes its time and is to be done once the password is known to be right, outside of the
    ///     transaction.
    ///   - success: what the password allows, in the transaction that has found it right and locked the user.
    /// - Throws: ``Secrets/HashingError``, `notFound` when the user has just gone.
    func make<Prepared, Value>(
        _ store: inout Store, prepare: (StoredPassword) throws -> Prepared,
        success: (User, Prepared, inout Store) throws -> Value
    ) throws -> Outcome<Value> {
        while true {
            if let seconds = try store.passwordLimits(of: user, from: source, grant).wait(at: .now) {
                return .limited(seconds)
            }
            let outcome: Outcome<Value>?
            if let password = try verified(&store) {
                let prepared = try prepare(password)
                outcome = try store.transaction { store in
                    try accept(password, &store) { try success($0, prepared, &$1) }
                }
            } else {
                outcome = try store.transaction { try refuse(&$0) }
            }
            if let outcome { return outcome }
        }
    }

    private var source: LoginSource { LoginSource(request, grant.caller) }

    /// The user's password if it is the one that was given.
    private func verified(_ store: inout Store) throws -> StoredPassword? {
        guard let stored = try user.flatMap({ try store.password(of: $0, grant) }) else {
            // As much work as for a user who has one, so that the time taken tells nothing.
            _ = try hasher.hash(password)
            return nil
        }
        return try hasher.verify(password, against: stored.hash) ? stored : nil
    }

    /// - Returns: `nil` when the password was changed since it was read, or hashed anew, so that it must be tried again.
    private func accept<Value>(
        _ verified: StoredPassword, _ store: inout Store, _ success: (User, inout Store) throws -> Value
    ) throws -> Outcome<Value>? {
        let user = try found(try user.flatMap { try store.lockedUser($0, grant) })
        if isLogin, !grant.policy.admitsPassword(of: user, try store.passwordPolicy(of: grant.policy)) {
            return try refuse(&store)
        }
        guard try store.isUnchanged(verified, grant) else { return nil }
        let limits = try store.passwordLimits(of: user.id, from: source, grant)
        if let seconds = limits.wait(at: .now) { return .limited(seconds) }
        if limits.pair?.failures ?? 0 > 0 { try store.forgiveFailures(of: user.id, from: source, grant) }
        return .right(try success(user, &store))
    }

    private func refuse<Value>(_ store: inout Store) throws -> Outcome<Value> {
        let user = try user.map { try found(try store.lockedUser($0, grant)) }
        var limits = try store.lockedPasswordLimits(of: user?.id, from: source, grant)
        let now = Timestamp.now
        if let seconds = limits.wait(at: now) { return .limited(seconds) }
        limits.fail(at: now)
        try store.setPasswordLimits(limits, of: user?.id, from: source, grant)
        if isLogin, let user {
            try store.record(.loginFailed, of: user.subject, in: grant.policy.account, request: request)
        }
        return .wrong
    }
}
