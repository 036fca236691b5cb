extension Session {
    /// Executes a statement by the rules of `Session`: again where that is safe, and only outside a transaction.
    mutating func perform(_ sql: SQL) throws(MariaDBError) -> (statement: Statement, rowCount: Int) {
        try willWait()
        try refuseLostTransaction()
        guard transactionState.isNone else { return try attempt(sql) }
        let isRead = sql.isRead
        return try retrying(mayLock: sql.mayLock) { session throws(MariaDBError) in
            do throws(MariaDBError) { return try session.attempt(sql) } catch {
                throw error.mayHaveRun && !isRead ? error.afterLostWrite : error
            }
        }
    }

    /// Runs something that has no effect unless it succeeds, a few times if need be. The connection is checked first.
    ///
    /// - Parameter mayLock: Whether it can wait for a lock; asked only after an error.
    mutating func retrying<R>(
        mayLock: @autoclosure () -> Bool, _ body: (inout Session) throws(MariaDBError) -> R
    ) throws(MariaDBError) -> R {
        var budget = RetryBudget(attempts: 12)
        while true {
            try ensureConnected()
            do throws(MariaDBError) { return try body(&self) } catch {
                let error = mayLock() ? error : cutOff(error)
                guard error.code != .lockTimeout, budget.pauses(after: error) else { throw error }
            }
        }
    }

    /// What takes no lock waits only for what other nodes have committed (`wsrep_sync_wait`), and in vain when its node is
    /// cut off from them: that is told like a lock time-out.
    private mutating func cutOff(_ error: MariaDBError) -> MariaDBError {
        guard error.code == .lockTimeout else { return error }
        leaveHost()
        return error.with(.notReady)
    }

    /// Runs unprepared text.
    mutating func run(_ text: String) throws(MariaDBError) {
        try willWait()
        let start = ContinuousClock.now
        do throws(MariaDBError) {
            guard connection != nil else { throw MariaDBError(.gone, sql: text) }
            try connection?.run(text)
        } catch {
            note(error, after: .now - start)
            throw error
        }
    }

    private mutating func attempt(
        _ sql: SQL, isSecond: Bool = false
    ) throws(MariaDBError) -> (statement: Statement, rowCount: Int) {
        let start = ContinuousClock.now
        do throws(MariaDBError) {
            let statement = try preparedStatement(sql.utf8)
            let rowCount = try statement.execute(sql.values)
            lastAnswer = .now
            // A write that returns rows would, kept, be executed before the library notices that its table was altered.
            if statement.isOutdated || statement.hasColumns && !sql.isRead { statements.remove(sql.utf8) }
            return (statement, rowCount)
        } catch {
            if error.isStaleStatement(isRead: sql.isRead), !isSecond {
                statements.removeAll()
                return try attempt(sql, isSecond: true)
            }
            note(error, after: .now - start)
            throw error
        }
    }

    private mutating func preparedStatement(_ text: [UInt8]) throws(MariaDBError) -> Statement {
        if let statement = statements.value(for: text) { return statement }
        guard let statement = try connection?.prepare(text) else {
            throw MariaDBError(.gone, sql: String(decoding: text, as: UTF8.self))
        }
        statements.insert(statement, for: text)
        if !transactionState.isNone { try confirmTransaction() }
        return statement
    }

    /// Throws when the server has rolled the transaction back unheard.
    ///
    /// A Galera node that rolls back a transaction for the sake of another says so in its next answer, but not when that
    /// belongs to the preparation of a statement (seen with MariaDB 10.11): what is executed then would be committed on its
    /// own, and all that was done before would be lost without a word.
    private mutating func confirmTransaction() throws(MariaDBError) {
        try connection?.run("DO 0")
        guard connection?.isInTransaction == true else { throw MariaDBError(.deadlock) }
    }

    /// Draws the conclusions from an error: which connection, host and transaction are of no more use.
    private mutating func note(_ error: MariaDBError, after time: Duration) {
        switch error.code {
        // A host that was silent may hang, and would cost another time-out. One that ended the connection may have meant
        // nothing but that (`KILL`, seen as 1927 or 2013); if it is gone as a whole, the next attempt to connect tells.
        case .gone where time >= configuration.longestSilence: leaveHost()
        case .gone: disconnect()
        case .notReady: leaveHost()
        case .deadlock: break
        default: return
        }
        if case .open = transactionState { transactionState = .lost(error) }
    }
}

extension Configuration {
    /// After how long a lost connection counts as lost by silence: a little less than its time-out, whatever clock that is
    /// measured by.
    fileprivate var longestSilence: Duration {
        .seconds(min(readTimeout, writeTimeout)) - .milliseconds(50)
    }
}

extension MariaDBError {
    /// Whether the statement has to be prepared anew and can be executed then: the server forgot it (1243) or holds too
    /// many (1461), a table was altered (1615; 2057 is noticed by the library, after the execution).
    fileprivate func isStaleStatement(isRead: Bool) -> Bool {
        [1243, 1461, 1615].contains(number) || number == 2057 && isRead
    }

    /// The error as it stands for a write that was its own transaction.
    var afterLostWrite: MariaDBError { code == .gone ? with(.unknownCommitOutcome) : self }
}
