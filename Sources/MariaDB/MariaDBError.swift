/// What went wrong with the database, by meaning.
///
/// `description` is a generic sentence. `debugDescription`, for the log, adds numbers and the SQL text with its
/// placeholders. Neither ever has bound values or rows; the server's message, which can quote them, is not kept.
public struct MariaDBError: Error, Sendable {
    /// What the error means.
    public let code: Code
    /// The number that the server or the client library gave; 0 when the error was found here.
    public let number: Int
    /// The SQLSTATE; empty when the error was found here.
    public let sqlState: String
    /// The statement, with placeholders.
    let sql: String?
    /// False when it is certain that the server never began to execute the statement.
    let mayHaveRun: Bool

    init(_ code: Code, number: Int = 0, sqlState: String = "", sql: String? = nil, mayHaveRun: Bool = false) {
        self.code = code
        self.number = number
        self.sqlState = sqlState
        self.sql = sql
        self.mayHaveRun = mayHaveRun
    }
}

extension MariaDBError {
    /// The meaning of an error.
    public enum Code: Sendable, Hashable {
        /// A unique key already has this value.
        case duplicate(key: String)
        case foreignKey
        /// Lost against another transaction and rolled back: deadlock, Galera's certification, a changed snapshot.
        case deadlock
        /// Waited too long for another transaction's lock.
        case lockTimeout
        /// The connection was lost; nothing was committed.
        case gone
        case connectFailed
        /// The server lacks disk, memory, or a connection or statement more.
        case exhausted
        case readOnly
        /// A Galera node that is not part of the cluster just now.
        case notReady
        case dataTooLong
        case outOfRange
        case nullViolation
        case checkViolation(String)
        case syntax
        case accessDenied
        /// The server stopped the statement: too long, or killed.
        case timeout
        /// The connection was lost while a change was being committed: it happened, or it did not.
        case unknownCommitOutcome
        /// A statement of a transaction changed another number of rows than it had to; see ``SQL/demanding(rows:)``.
        case unmet
        /// The owner of the session does not want to wait (``Session/mayWait``); nothing was asked of the server.
        case wouldWait
        /// A column that is missing, or whose value is not what the caller asked for.
        case decoding(column: String)
        /// A mistake of the caller: a transaction inside one, a commit outside one, a `?` in the SQL text.
        case misuse
        /// Anything else, by its number.
        case other(Int)
    }

    func with(_ code: Code) -> MariaDBError {
        MariaDBError(code, number: number, sqlState: sqlState, sql: sql, mayHaveRun: mayHaveRun)
    }
}

extension MariaDBError: CustomStringConvertible, CustomDebugStringConvertible {
    /// A generic sentence.
    public var description: String { "the database reported: \(code.summary)" }

    /// Code, number, SQLSTATE and SQL text for the log; never values.
    public var debugDescription: String {
        let origin = number == 0 ? "" : " \(number) (\(sqlState))"
        return "\(code)\(origin)\(sql.map { " in: \($0)" } ?? "")"
    }
}

extension MariaDBError.Code {
    fileprivate var summary: String {
        switch self {
        case .duplicate: "duplicate key"
        case .foreignKey: "foreign key violated"
        case .deadlock: "deadlock"
        case .lockTimeout: "lock wait timed out"
        case .gone: "connection lost"
        case .connectFailed: "no connection"
        case .exhausted: "out of resources"
        case .readOnly: "read only"
        case .notReady: "not ready"
        case .dataTooLong: "data too long"
        case .outOfRange: "value out of range"
        case .nullViolation: "value missing"
        case .checkViolation: "constraint violated"
        case .syntax: "invalid statement"
        case .accessDenied: "access denied"
        case .timeout: "statement stopped"
        case .unknownCommitOutcome: "unknown commit outcome"
        case .unmet: "other rows changed than had to"
        case .wouldWait: "would have had to wait"
        case .decoding: "unexpected column value"
        case .misuse: "misuse of a session"
        case .other: "other error"
        }
    }
}
