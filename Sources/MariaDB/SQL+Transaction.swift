extension SQL {
    /// Statements as one transaction that takes one round trip: a compound statement (MariaDB Knowledge Base, "BEGIN NOT
    /// ATOMIC"), which may be prepared and have values bound to it like any other.
    static func transaction(_ statements: [SQL]) -> SQL {
        var text = StringInterpolation(literalCapacity: 2048, interpolationCount: 32)
        text.appendLiteral(
            """
            BEGIN NOT ATOMIC
            DECLARE EXIT HANDLER FOR SQLEXCEPTION BEGIN ROLLBACK; RESIGNAL; END;
            START TRANSACTION;

            """)
        for statement in statements {
            text.appendInterpolation(fragment: statement)
            text.appendLiteral(";\n")
        }
        text.appendLiteral("COMMIT;\nEND")
        return SQL(stringInterpolation: text)
    }

    /// The same statement, which fails with ``MariaDBError/Code/lockTimeout`` at once where it would wait for a lock (MariaDB
    /// Knowledge Base, "SET STATEMENT").
    public var notWaitingForLocks: SQL {
        "SET STATEMENT innodb_lock_wait_timeout = 0 FOR \(fragment: self)"
    }

    /// The same statement inside ``Session/transact(_:)``, which fails with ``MariaDBError/Code/unmet`` when it changes
    /// another number of rows.
    public func demanding(rows: Int) -> SQL {
        "\(fragment: self);\nIF ROW_COUNT() <> \(rows) THEN SIGNAL SQLSTATE '45000'; END IF"
    }
}
