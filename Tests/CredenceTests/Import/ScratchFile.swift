import Foundation
import Testing

/// A file, or the place for one, that goes when the test is over.
final class ScratchFile: Sendable {
    let path = NSTemporaryDirectory() + "credence-import-\(UUID().uuidString)"

    /// - Parameter content: nothing is made without one.
    init(_ content: [UInt8]?, mode: Int = 0o600) throws {
        guard let content else { return }
        try #require(
            FileManager.default.createFile(
                atPath: path, contents: Data(content), attributes: [.posixPermissions: mode]))
    }

    convenience init(_ text: String) throws {
        try self.init(Array(text.utf8))
    }

    var text: String {
        get throws { try String(contentsOfFile: path, encoding: .utf8) }
    }

    /// Something done with the file, which stays as long as that.
    func with<Result>(_ body: (String) throws -> Result) rethrows -> Result {
        try withExtendedLifetime(self) { try body(path) }
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }
}
