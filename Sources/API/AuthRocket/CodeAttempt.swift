import Credentials
import Secrets
import Store

/// A code tried for a login whose password was right.
struct CodeAttempt {
    /// What became of it.
    enum Outcome {
        /// The user is in, with this login token.
        case accepted(Secret)
        case refused
        /// Not looked at: too many failures of all devices; try again after so many seconds.
        case limited(Int)
    }

    let pending: PresentedToken
    let login: Login
    let totp: TOTPAttempt

    /// Judges the code in one transaction, which commits whatever comes out: failures stay counted, against the devices and
    /// against the token, which the fifth ends.
    func make(_ store: inout Store) throws -> Outcome {
        try store.transaction { store in
            let (grant, now) = (pending.grant, Timestamp.now)
            let user = try found(try store.lockedUser(pending.user, grant))
            // Whoever came first may have used the token up, or ended it.
            guard grant.policy.admitsPassword(of: user, try store.passwordPolicy(of: grant.policy)),
                try store.holder(of: pending.token, at: now, grant) == user.id
            else { return .refused }
            switch try totp.judge(&store) {
            case .accepted:
                guard try store.consume(pending.token, at: now, grant) else { throw Failure.authenticationFailed }
                try login.tell(.loginSucceeded, of: user, &store)
                return .accepted(try login.finish(user, &store))
            case .refused(let isGuess):
                if isGuess { _ = try store.countFailure(of: pending.token, at: now, grant) }
                try login.tell(.loginFailed, of: user, &store)
                return .refused
            case .limited(let seconds): return .limited(seconds)
            }
        }
    }
}
