extension Session {
    /// Runs a closure in a transaction and commits.
    ///
    /// Whatever the closure throws rolls back. After a deadlock (Galera's certification failure among them), a lock
    /// time-out, a node that is not ready or a connection lost before COMMIT, it runs again from the start, with random
    /// pauses and a bounded number of times, so it must have no effects outside the database.
    ///
    /// - Throws: What the closure threw; `unknownCommitOutcome` when the connection died during COMMIT; `misuse`
    ///   inside another transaction.
    public mutating func transaction<R>(_ body: (inout Session) throws -> R) throws -> R {
        guard transactionState.isNone else { throw MariaDBError(.misuse) }
        var budget = RetryBudget()
        while true {
            do {
                try begin()
                let result = try body(&self)
                try commit()
                return result
            } catch {
                guard try mayRunAgain(after: error, &budget) else { throw error }
            }
        }
    }

    /// Runs statements as one transaction in one round trip: all of them take effect or, after the first error, none. None may
    /// return rows.
    ///
    /// After a deadlock it runs again, a few times.
    ///
    /// - Throws: The error of the statement that failed; `unmet`, see ``SQL/demanding(rows:)``; `unknownCommitOutcome` when the
    ///   connection was lost or the server stopped it, be it during COMMIT; `misuse` inside a transaction.
    public mutating func transact(_ statements: [SQL]) throws(MariaDBError) {
        guard transactionState.isNone else { throw MariaDBError(.misuse) }
        try willWait()
        do throws(MariaDBError) { try execute(.transaction(statements)) } catch {
            closeWhatIsOpen()
            throw error.code == .timeout ? error.with(.unknownCommitOutcome) : error
        }
    }

    /// The handler has rolled back, if it ran. Were the transaction still open, whatever comes next would become part of it.
    private mutating func closeWhatIsOpen() {
        guard connection != nil else { return }
        do throws(MariaDBError) { try run("ROLLBACK") } catch { disconnect() }
    }

    /// Begins a transaction.
    public mutating func begin() throws(MariaDBError) {
        try willWait()
        guard transactionState.isNone else { throw MariaDBError(.misuse) }
        try retrying(mayLock: false) { session throws(MariaDBError) in try session.run("START TRANSACTION") }
        transactionState = .open
    }

    /// Commits. Whatever the answer, the transaction is over.
    ///
    /// - Throws: `unknownCommitOutcome` when the connection died meanwhile, or when the server has ended the transaction
    ///   unheard; otherwise nothing was committed.
    public mutating func commit() throws(MariaDBError) {
        if transactionState.isNone { throw MariaDBError(.misuse) }
        defer { transactionState = .none }
        try refuseLostTransaction()
        guard connection?.isOpen == true else {
            disconnect()
            throw MariaDBError(.gone)
        }
        guard connection?.isInTransaction == true else { throw MariaDBError(.unknownCommitOutcome) }
        do throws(MariaDBError) { try run("COMMIT") } catch {
            try? rollback()
            throw error.afterLostWrite
        }
    }

    /// Rolls back; without a transaction, nothing.
    ///
    /// - Throws: When the server refuses. Even then nothing stays open: the connection is closed, and that rolls back.
    public mutating func rollback() throws(MariaDBError) {
        guard !transactionState.isNone else { return }
        transactionState = .none
        do throws(MariaDBError) { try connection?.run("ROLLBACK") } catch {
            disconnect()
            if error.code != .gone { throw error }
        }
    }

    /// For what would do harm if each of its statements were committed on its own.
    ///
    /// - Throws: `misuse` outside a transaction.
    public func requireTransaction() throws(MariaDBError) {
        if transactionState.isNone { throw MariaDBError(.misuse) }
    }

    /// A statement after the server has rolled back would be committed on its own.
    func refuseLostTransaction() throws(MariaDBError) {
        if let cause = transactionState.cause { throw cause }
    }
}
