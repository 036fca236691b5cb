import Foundation
import Store

/// The file that tells which lines were refused, and why.
struct ReportFile {
    private let path: String
    private let file: FileHandle

    /// Opens a report, making it when there is none.
    ///
    /// - Throws: ``Refusal`` when it cannot be written, or is the very file that is imported.
    init(path: String, of source: ImportSource) throws {
        guard !source.isSame(as: path) else { throw Refusal("The report would replace the file that is imported.") }
        self.path = path
        if !FileManager.default.fileExists(atPath: path) {
            // Usernames are nobody else's business.
            _ = FileManager.default.createFile(atPath: path, contents: nil, attributes: [.posixPermissions: 0o600])
        }
        guard let file = FileHandle(forUpdatingAtPath: path) else { throw Refusal("\(path) cannot be written.") }
        self.file = file
    }

    /// Writes the report's end where it belongs and cuts off what comes after; a new report is emptied by it.
    ///
    /// - Throws: ``Refusal`` when the file is too short to be the report so far.
    func write(_ end: ImportProgress.ReportEnd) throws {
        guard try file.seekToEnd() >= UInt64(end.offset) else {
            throw Refusal("\(path) is not the report that the interrupted run kept; give that one, or --restart.")
        }
        try file.truncate(atOffset: UInt64(end.offset))
        try file.seekToEnd()
        try file.write(contentsOf: Data(end.text.utf8))
        try file.synchronize()
    }
}
