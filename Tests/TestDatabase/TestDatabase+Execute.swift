import MariaDB

extension TestDatabase {
    /// Executes a statement of a test's own, behind the service's back.
    public func execute(_ statement: String) throws {
        var session = try session()
        try session.runScript(statement)
    }
}
