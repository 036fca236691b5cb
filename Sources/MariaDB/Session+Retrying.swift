extension Session {
    /// For an owner of a session who writes the transaction loop by hand: rolls back after an error and, when the
    /// transaction may run again, waits for as long as it should.
    ///
    /// - Returns: Whether to run it again; if not, the error is to be thrown on.
    /// - Throws: When the server refuses to roll back.
    public mutating func mayRunAgain(after error: any Error, _ budget: inout RetryBudget) throws(MariaDBError) -> Bool {
        let cause = transactionState.cause ?? error
        try rollback()
        return budget.pauses(after: cause)
    }
}
