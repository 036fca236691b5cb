extension Connection {
    /// Brings a new session into the one state that all SQL here is written for, and checks that it is so.
    ///
    /// READ COMMITTED: what decides is the row count of a conditional UPDATE, which sees the latest committed row at
    /// any level; a SELECT that then asks why it matched nothing must see that row too, not an older snapshot. Without
    /// gap locks there are fewer deadlocks, and Galera certifies writes alike at this level.
    ///
    /// The check comes last, because it is also what shows that the host serves: after `SET SESSION wsrep_sync_wait = 1`
    /// among the additions, a Galera node that is not ready refuses its SELECT, and none of the SETs before.
    func runPreamble(_ additions: [String]) throws(MariaDBError) {
        do throws(MariaDBError) {
            for statement in Self.preamble + additions { try run(statement) }
            try checkSettings()
        } catch {
            throw error.code == .gone ? error.with(.connectFailed) : error
        }
    }

    private static let modes: Set<Substring> = [
        "STRICT_TRANS_TABLES", "STRICT_ALL_TABLES", "NO_ZERO_IN_DATE", "NO_ZERO_DATE", "ERROR_FOR_DIVISION_BY_ZERO",
        "NO_ENGINE_SUBSTITUTION",
    ]

    // The message language matters because the key's name is read from the message of a duplicate.
    private static let preamble = [
        "SET NAMES utf8mb4 COLLATE utf8mb4_nopad_bin",
        """
        SET SESSION sql_mode = '\(modes.sorted().joined(separator: ","))', time_zone = '+00:00', autocommit = 1, \
        innodb_lock_wait_timeout = 3, lc_messages = 'en_US'
        """,
        "SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED",
    ]

    private static let settings = """
        SELECT @@sql_mode AS modes, CONCAT_WS(' ', @@time_zone, @@character_set_client, @@character_set_connection, \
        @@character_set_results, @@tx_isolation, @@autocommit, @@innodb_lock_wait_timeout, @@lc_messages) AS others
        """

    private func checkSettings() throws(MariaDBError) {
        let statement = try prepare(Array(Self.settings.utf8))
        _ = try statement.execute([])
        var areRight = false
        try? statement.forEachRow(limit: 1) { row in
            let (modes, others): (String, String) = (try row("modes"), try row("others"))
            areRight =
                Set(modes.split(separator: ",")) == Self.modes
                && others == "+00:00 utf8mb4 utf8mb4 utf8mb4 READ-COMMITTED ON 3 en_US"
        }
        guard areRight else { throw MariaDBError(.connectFailed, sql: Self.settings) }
    }
}
