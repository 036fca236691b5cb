/// Why an import cannot go on, whatever its lines hold.
public enum ImportFailure: Error {
    /// There is no such realm, or it has just been deleted.
    case unknownRealm
    /// Another run imports the file, or the realm was reset: what is known of the import is not what this run left.
    case overtaken
    /// The interrupted run kept a report and this one would not.
    case reportMissing
    /// The interrupted run kept no report, so that one from here on would lack its beginning.
    case reportUnexpected
}
