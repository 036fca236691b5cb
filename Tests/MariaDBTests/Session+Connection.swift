import MariaDB
import Testing

extension Session {
    /// The server's number of this connection.
    mutating func connectionID() throws -> Int {
        try #require(try first("SELECT CONNECTION_ID() AS id") { try $0("id") })
    }

    /// Ends a connection and waits until the server has let go of it.
    mutating func kill(_ connection: Int) throws {
        try runScript("KILL \(connection)")
        try waitForEnd(of: connection)
    }

    /// Waits until the server has let go of a connection.
    mutating func waitForEnd(of connection: Int) throws {
        let deadline = ContinuousClock.now + .seconds(30)
        let sql: SQL = "SELECT 1 FROM information_schema.PROCESSLIST WHERE ID = \(connection)"
        while try first(sql, { _ in true }) != nil {
            try #require(ContinuousClock.now < deadline)
        }
    }
}
