public import Credentials
import MariaDB

extension Store {
    /// Adds an account.
    public mutating func insert(_ account: Account) throws {
        try session.execute("INSERT INTO accounts (id, name) VALUES (\(account.id), \(account.name))")
    }

    /// All accounts, oldest first.
    public mutating func accounts() throws -> [Account] {
        try session.rows("SELECT id, name FROM accounts ORDER BY id") { row in
            Account(id: try row("id"), name: try row("name"))
        }
    }

    /// The account with that id.
    public mutating func account(_ id: AccountID) throws -> Account? {
        try session.first("SELECT id, name FROM accounts WHERE id = \(id)") { row in
            Account(id: try row("id"), name: try row("name"))
        }
    }
}
