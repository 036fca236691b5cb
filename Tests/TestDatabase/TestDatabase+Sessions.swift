public import MariaDB

extension TestDatabase {
    /// A session with a server that is away.
    public func lostSession() -> Session {
        var lost = configuration
        lost.hosts = [.unix("/nowhere/db.sock")]
        return Session(connectingOnUse: lost)
    }
}
