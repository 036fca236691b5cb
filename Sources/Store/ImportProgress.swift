public import Credentials

/// How far the import of a file into a realm has come.
public struct ImportProgress: Sendable, Equatable {
    /// How many bytes of the file are done.
    public var offset = 0
    /// How many lines of the file are done, blank ones included.
    public var line = 0
    /// How many users were created.
    public var created = 0
    /// How many lines were refused.
    public var refused = 0
    /// The end of the report about refused lines; `nil` when none is kept.
    public var report: ReportEnd?
    /// When the last line was done.
    public var finishedAt: Timestamp?

    /// Nothing done yet.
    public init(keepsReport: Bool) {
        report = keepsReport ? ReportEnd(offset: 0, text: "") : nil
    }

    /// The end of a report.
    public struct ReportEnd: Sendable, Equatable {
        /// Where in the report it begins, in bytes.
        public var offset: Int
        /// What the last batch added, in lines.
        public var text: String

        /// Describes the end of a report.
        public init(offset: Int, text: String) {
            self.offset = offset
            self.text = text
        }

        /// How long the whole report is, in bytes.
        public var reportLength: Int { offset + text.utf8.count }
    }
}
