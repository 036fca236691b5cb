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

    /// Begins a transaction.
    public mutating func begin() throws(MariaDBError) {
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
