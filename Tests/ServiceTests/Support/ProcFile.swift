import Foundation

/// The kernel's files under `/proc`.
enum ProcFile {
    /// The whole file; `String(contentsOfFile:)` ends early where a file claims to have no size.
    static func text(_ path: String) throws -> String {
        let file = try FileHandle(forReadingFrom: URL(filePath: path))
        return String(decoding: try file.readToEnd() ?? Data(), as: UTF8.self)
    }
}
