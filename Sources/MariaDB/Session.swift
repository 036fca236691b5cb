/// One connection to the database, with its prepared statements.
///
/// Used by one thread at a time. Outside a transaction each statement stands for itself:
/// * A session whose connection was closed while idle, or whose host does not work, connects to another host if need be.
/// * A reading statement that loses its connection runs once more. A writing one does so only when the server cannot
///   have executed it; otherwise the error is `unknownCommitOutcome`.
/// * A statement that was rolled back as a deadlock's victim runs again, a few times.
///
/// Inside a transaction nothing runs again by itself; see `transaction(_:)`.
public struct Session: ~Copyable {
    /// How many statements stay prepared: more than the service has, each of which takes some 14 KiB here (heaptrack).
    static var mostStatements: Int { 128 }

    /// What it was made with.
    public let configuration: Configuration
    var connection: Connection?
    var statements = StatementCache<Statement>(capacity: Session.mostStatements)
    var hosts: HostChoice
    var transactionState = TransactionState.none
    var lastAnswer = ContinuousClock.now
    /// Called before whatever waits for the server, for owners who have to do something before they wait.
    public var beforeWaiting: (@Sendable () -> Void)?
    /// Whether anything may wait for the server; if not, what would have to fails with `wouldWait`.
    public var mayWait = true

    /// Connects to the first host that answers.
    ///
    /// - Throws: `accessDenied`, `notReady` or `connectFailed`, as the last host tried gave it.
    public init(_ configuration: Configuration) throws(MariaDBError) {
        self.configuration = configuration
        hosts = HostChoice(of: configuration.hosts, configuration.health)
        try connect()
    }

    /// Connects when it is first used: for workers that must start while the database is away.
    public init(connectingOnUse configuration: Configuration) {
        self.configuration = configuration
        hosts = HostChoice(of: configuration.hosts, configuration.health)
    }

    /// Runs a statement and decodes every row it returns.
    @inlinable public mutating func rows<T>(_ sql: SQL, _ decode: (Row) throws -> T) throws -> [T] {
        var rows: [T] = []
        try forEachRow(of: sql, limit: .max) { rows.append(try decode($0)) }
        return rows
    }

    /// Runs a statement and decodes the first row; nil when there is none.
    @inlinable public mutating func first<T>(_ sql: SQL, _ decode: (Row) throws -> T) throws -> T? {
        var first: T?
        try forEachRow(of: sql, limit: 1) { first = try decode($0) }
        return first
    }

    @usableFromInline mutating func forEachRow(of sql: SQL, limit: Int, _ body: (Row) throws -> Void) throws {
        try perform(sql).statement.forEachRow(limit: limit, body)
    }

    /// Runs a statement that changes something.
    ///
    /// - Returns: The rows matched, whether or not they changed. `INSERT … ON DUPLICATE KEY UPDATE` counts 1 for a row
    ///   inserted or left as it was, 2 for one changed.
    @discardableResult
    public mutating func execute(_ sql: SQL) throws(MariaDBError) -> Int {
        let (statement, rowCount) = try perform(sql)
        statement.freeRows()
        return rowCount
    }

    /// Runs one statement as it stands, unprepared. For migrations only: nothing is bound, nothing runs again.
    public mutating func runScript(_ text: String) throws(MariaDBError) {
        try refuseLostTransaction()
        if transactionState.isNone { try ensureConnected() }
        do throws(MariaDBError) { try run(text) } catch {
            throw transactionState.isNone && error.mayHaveRun ? error.afterLostWrite : error
        }
    }

    /// To be called before whatever waits for the server.
    func willWait() throws(MariaDBError) {
        guard mayWait else { throw MariaDBError(.wouldWait) }
        beforeWaiting?()
    }

    /// Whether a transaction was begun and neither committed nor rolled back.
    public var isInTransaction: Bool { !transactionState.isNone }

    /// Whether the database answers, after a reconnect if need be.
    public mutating func ping() -> Bool {
        (try? first("SELECT 1") { _ in true }) ?? false
    }
}
