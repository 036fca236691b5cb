import Credentials
public import MariaDB
public import Secrets

/// All that Credence keeps, behind one database session: every SQL statement of the service is in this module.
///
/// A store is used by one thread at a time. Whatever touches a realm's contents demands a ``Credentials/Grant``; secrets are
/// sealed on the way in and opened on the way out.
public struct Store: ~Copyable {
    var session: Session
    let keyring: Keyring
    let policies = PolicyReader()
    let batches: StoreBatches
    let crew: (any Crew)?
    var recentCallers = RecentlyRead<PresentedKey, Caller>(for: .milliseconds(500), atMost: 64)
    /// Whether this store has tried to make the first lookup key.
    var hasMadeLookupKey = false

    /// Takes over a session.
    ///
    /// - Parameters:
    ///   - keyring: the master keys that wrap the keys in the database.
    ///   - batches: shared by the stores of a process that have the same session's configuration and keyring.
    ///   - crew: the process's threads, where questions are answered together.
    public init(
        _ session: consuming Session, keyring: Keyring, batches: StoreBatches = StoreBatches(),
        crew: (any Crew)? = nil
    ) {
        if let crew { session.beforeWaiting = { crew.willWait() } }
        self.crew = crew
        self.session = session
        self.keyring = keyring
        self.batches = batches
    }

    /// To be called before something that takes time.
    public func willWait() {
        crew?.willWait()
    }

    /// Runs `body`, which must not wait for the database: what it has to ask it can do without asking only when it was read a
    /// moment ago.
    ///
    /// - Throws: what `body` throws; ``StoreFailure/wouldWait``, and nothing was changed, when it would have had to wait.
    public mutating func withoutWaiting<Result>(_ body: (inout Store) throws -> Result) throws -> Result {
        let mightWait = session.mayWait
        session.mayWait = false
        defer { session.mayWait = mightWait }
        do { return try body(&self) } catch let error as MariaDBError where error.code == .wouldWait {
            throw StoreFailure.wouldWait
        }
    }

    /// Forgets what was read a moment ago, as it does by itself within a second.
    mutating func forgetRecent() {
        recentCallers.removeAll()
        batches.forgetRecent()
    }

    /// Runs `body` in one transaction, again from its start when the database chose it as a deadlock's victim, a lock did
    /// not come in time or Galera refused its certification; so `body` must do nothing but call the store.
    ///
    /// - Throws: what `body` throws, after a rollback; ``MariaDB/MariaDBError`` when the database gave up.
    public mutating func transaction<Result>(_ body: (inout Store) throws -> Result) throws -> Result {
        var budget = RetryBudget()
        while true {
            do {
                try session.begin()
                let result = try body(&self)
                try session.commit()
                return result
            } catch {
                guard try session.mayRunAgain(after: error, &budget) else { throw error }
            }
        }
    }
}
