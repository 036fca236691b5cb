extension RealmPolicy {
    /// Whether both the realm and a user of it are active: nobody else logs in, or has sessions.
    public func admits(_ user: User) -> Bool {
        logins.state == .active && user.state == .active
    }

    /// Whether a user may log in with a password: a human one, and user, realm and password provider all active.
    public func admitsPassword(of user: User, _ passwords: PasswordPolicy) -> Bool {
        admits(user) && passwords.allowsLogins && user.type == .human
    }
}
