extension RealmPolicy {
    /// Whether a user may log in with a password: a human one, and user, realm and password provider all active.
    public func admitsPassword(of user: User) -> Bool {
        logins.state == .active && logins.allowsPasswords && user.state == .active && user.type == .human
    }
}
