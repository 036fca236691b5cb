public import Credentials
import MariaDB

/// A user of an import, with the credential that they begin with.
public struct ImportedUser: Sendable {
    /// The user.
    public let user: User
    /// The credential's id.
    public let credentialID: CredentialID
    /// The password hash or API key.
    public let credential: NewCredential

    /// Joins the two.
    public init(user: User, credentialID: CredentialID, credential: NewCredential) {
        self.user = user
        self.credentialID = credentialID
        self.credential = credential
    }
}

extension Store {
    /// Notes that the import of a file begins; one that is known stays as it is.
    ///
    /// - Parameter file: the SHA-256 of its content.
    public mutating func beginImport(
        of file: [UInt8], _ progress: ImportProgress, _ grant: Grant<ImportUsers>
    ) throws {
        try session.execute(
            """
            INSERT IGNORE INTO user_imports (realm_id, file_digest, byte_offset, line, created, refused, report_length,
                report_end)
            VALUES (\(grant.realm), \(file), \(progress.offset), \(progress.line), \(progress.created),
                \(progress.refused), \(progress.report?.offset), \(progress.report?.text ?? ""))
            """)
    }

    /// How far the import of a file has come; `nil` when it has not begun.
    public mutating func importProgress(of file: [UInt8], _ grant: Grant<ImportUsers>) throws -> ImportProgress? {
        try importProgress(where: "realm_id = \(grant.realm) AND file_digest = \(file)")
    }

    /// The same, locked against other runs until the transaction ends.
    public mutating func lockedImportProgress(of file: [UInt8], _ grant: Grant<ImportUsers>) throws -> ImportProgress? {
        try importProgress(where: "realm_id = \(grant.realm) AND file_digest = \(file) FOR UPDATE")
    }

    /// Notes how far the import of a file has come.
    public mutating func update(
        _ progress: ImportProgress, of file: [UInt8], _ grant: Grant<ImportUsers>
    ) throws {
        try session.execute(
            """
            UPDATE user_imports SET byte_offset = \(progress.offset), line = \(progress.line),
                created = \(progress.created), refused = \(progress.refused), report_length = \(progress.report?.offset),
                report_end = \(progress.report?.text ?? ""), finished_at = \(progress.finishedAt)
            WHERE realm_id = \(grant.realm) AND file_digest = \(file)
            """)
    }

    /// Forgets the import of a file; the users it created stay.
    public mutating func forgetImport(of file: [UInt8], _ grant: Grant<ImportUsers>) throws {
        try session.execute("DELETE FROM user_imports WHERE realm_id = \(grant.realm) AND file_digest = \(file)")
    }

    /// Adds a user with their credential, in a transaction; nothing of them is left when there is a conflict.
    ///
    /// The database takes back only the statement that failed (InnoDB Error Handling, MariaDB manual), so the transaction
    /// goes on without this user.
    ///
    /// - Throws: ``Conflict/username``, ``Conflict/email``, ``Conflict/apiKey``.
    public mutating func insert(
        _ new: ImportedUser, _ grant: Grant<WriteUser>, _ credentialGrant: Grant<CreateCredential>
    ) throws {
        try insert(new.user, grant)
        do {
            try insert(new.credential, id: new.credentialID, for: new.user.id, credentialGrant)
        } catch let conflict as Conflict {
            _ = try delete(new.user.id, grant)
            throw conflict
        }
    }

    private mutating func importProgress(where condition: SQL) throws -> ImportProgress? {
        try session.first(
            """
            SELECT byte_offset, line, created, refused, report_length, report_end, finished_at FROM user_imports
            WHERE \(fragment: condition)
            """, ImportProgress.init(row:))
    }
}

extension ImportProgress {
    fileprivate init(row: Row) throws {
        offset = try row("byte_offset")
        line = try row("line")
        created = try row("created")
        refused = try row("refused")
        let text: String = try row("report_end")
        report = try row("report_length", as: Int?.self).map { ReportEnd(offset: $0, text: text) }
        finishedAt = try row("finished_at")
    }
}
