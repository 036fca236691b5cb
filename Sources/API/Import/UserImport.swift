public import Credentials
public import Store

/// Brings users into a realm from the lines of a file, each a JSON object with the attributes that `POST /v1/users` takes,
/// under the same rules.
///
/// Each batch is one transaction, and what is known of the import is part of it: a run that was interrupted, however,
/// goes on where the last committed batch ends. No events are recorded.
public struct UserImport: ~Copyable {
    private var store: Store
    private let realm: RealmID
    private let file: [UInt8]

    /// How far the import has come.
    public private(set) var progress = ImportProgress(keepsReport: false)
    /// The lines of a report about the last batch.
    public private(set) var refusals: [String] = []

    /// Describes an import.
    ///
    /// - Parameter file: the SHA-256 of the file's content, by which a later run knows it again.
    public init(_ store: consuming Store, of file: [UInt8], into realm: RealmID) {
        self.store = store
        self.realm = realm
        self.file = file
    }

    /// The rules of the realm as they are now.
    ///
    /// - Throws: ``ImportFailure/unknownRealm``.
    public mutating func policy() throws -> RealmPolicy {
        guard let policy = try store.policy(of: realm) else { throw ImportFailure.unknownRealm }
        return policy
    }

    /// Begins, or goes on where an earlier run stopped.
    ///
    /// - Throws: ``ImportFailure``.
    public mutating func begin(keepsReport: Bool) throws {
        let grant = try ImportGrants(policy()).importing
        try store.beginImport(of: file, ImportProgress(keepsReport: keepsReport), grant)
        guard let known = try store.importProgress(of: file, grant) else { throw ImportFailure.unknownRealm }
        progress = known
        if known.finishedAt != nil || (known.report != nil) == keepsReport { return }
        guard known.offset == 0 else {
            throw keepsReport ? ImportFailure.reportUnexpected : ImportFailure.reportMissing
        }
        progress = ImportProgress(keepsReport: keepsReport)
        try store.update(progress, of: file, grant)
    }

    /// Forgets what earlier runs did; their users stay.
    public mutating func forget() throws {
        try store.forgetImport(of: file, try ImportGrants(policy()).importing)
    }

    /// Imports a batch: what is wrong with a line refuses this line alone.
    ///
    /// - Throws: ``ImportFailure/overtaken``; errors of the database, after which another run goes on from here.
    public mutating func add(_ batch: ImportBatch) throws {
        let grants = try ImportGrants(policy())
        let lines = batch.lines.map { ImportedLine($0, grants) }
        let (file, known) = (file, progress)
        (progress, refusals) = try store.transaction { store in
            guard try store.lockedImportProgress(of: file, grants.importing) == known else {
                throw ImportFailure.overtaken
            }
            let refusals = try store.refusals(of: lines, grants)
            let next = known.advanced(past: batch, refusals)
            try store.update(next, of: file, grants.importing)
            return (next, refusals)
        }
    }

    /// Does as ``add(_:)`` would and takes it back, so that only ``progress`` changes. Two lines of different batches that
    /// want the same name are not noticed.
    public mutating func rehearse(_ batch: ImportBatch) throws {
        let grants = try ImportGrants(policy())
        let lines = batch.lines.map { ImportedLine($0, grants) }
        do {
            try store.transaction { store in throw Rehearsal(refusals: try store.refusals(of: lines, grants)) }
        } catch let rehearsal as Rehearsal {
            refusals = rehearsal.refusals
            progress = progress.advanced(past: batch, refusals)
        }
    }

    /// Prepares for ``rehearse(_:)``, whatever earlier runs did.
    public mutating func beginRehearsal(keepsReport: Bool) {
        progress = ImportProgress(keepsReport: keepsReport)
    }

    /// Notes that there are no more lines, and that all of the report is written.
    public mutating func finish() throws {
        progress.report = progress.report.map { .init(offset: $0.reportLength, text: "") }
        progress.finishedAt = .now
        try store.update(progress, of: file, try ImportGrants(policy()).importing)
    }
}

/// What a rehearsed transaction throws to be rolled back.
private struct Rehearsal: Error {
    let refusals: [String]
}
