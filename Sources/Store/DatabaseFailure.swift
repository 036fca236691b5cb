public import MariaDB

/// A failure of the database, seen by those who must not know the database.
public protocol DatabaseFailure: Error {
    /// What it means to a caller.
    var meaning: DatabaseFailureMeaning { get }
}

/// What a failure of the database means to a caller.
public enum DatabaseFailureMeaning: Sendable, Equatable {
    /// The database is away, or it is not known whether a change was made: try again.
    case unavailable
    /// Something that the change refers to was deleted in the meantime.
    case referenceGone
    /// A defect.
    case unexpected
}

extension MariaDBError: DatabaseFailure {
    /// What it means to a caller.
    public var meaning: DatabaseFailureMeaning {
        switch code {
        case .gone, .connectFailed, .exhausted, .readOnly, .notReady, .deadlock, .lockTimeout, .timeout,
            .unknownCommitOutcome,
            .accessDenied:
            .unavailable
        case .foreignKey: .referenceGone
        default: .unexpected
        }
    }
}
