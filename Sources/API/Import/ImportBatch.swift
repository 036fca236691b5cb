public import Secrets

/// Some lines of a file of users, which are imported in one transaction.
public struct ImportBatch: Sendable {
    /// A line that is not blank; it may hold secrets.
    public struct Line: Redacted {
        /// Its place in the file, counted from 1.
        public let number: Int
        /// Its bytes without the line's end; `nil` when it has more than ``ImportBatch/longestLine``.
        public let text: [UInt8]?

        /// Describes a line.
        public init(number: Int, text: [UInt8]?) {
            self.number = number
            self.text = text
        }
    }

    /// The longest line that is looked at, in bytes.
    public static let longestLine = 1 << 20

    /// The lines, in the order of the file.
    public var lines: [Line] = []
    /// How many bytes of the file are done with it.
    public var endOffset = 0
    /// How many lines of the file are done with it, blank ones included.
    public var endLine = 0

    /// Without lines.
    public init() {}
}
