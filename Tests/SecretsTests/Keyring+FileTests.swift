import Foundation
import Testing

@testable import Secrets

@Suite struct KeyringFileTests {
    private let entry = Keyring.newEntry()

    @Test("a file that only its owner can read is taken", arguments: [0o600, 0o400])
    func privateFiles(_ mode: Int) throws {
        try withFile(mode: mode) { path in
            let keyring = try Keyring(file: path)
            #expect(keyring.newest.id == entry.id)
        }
    }

    @Test(
        "any other mode is refused and named",
        arguments: [0o640, 0o604, 0o644, 0o660, 0o666, 0o700, 0o500, 0o440, 0o4600])
    func openFiles(_ mode: Int) throws {
        try withFile(mode: mode) { path in
            let error = #expect(throws: KeyringError.self) { try Keyring(file: path) }
            #expect(error == .openPermissions(path, mode: mode))
            #expect(error?.description.contains("mode 0\(String(mode, radix: 8)); it must be 0600 or 0400") == true)
        }
    }

    @Test("the mode of what a symbolic link names decides")
    func links() throws {
        for (mode, allowed) in [(0o600, true), (0o644, false)] {
            try withFile(mode: mode) { path in
                let link = path + ".link"
                try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: path)
                #expect(((try? Keyring(file: link)) != nil) == allowed)
            }
        }
    }

    @Test("no file, a directory and bytes that are not UTF-8 are errors")
    func unreadable() throws {
        try withFile(mode: 0o600, contents: Data([0xFF, 0xFE])) { path in
            #expect(throws: KeyringError.unreadableFile(path)) { try Keyring(file: path) }
            #expect(throws: KeyringError.unreadableFile(path + ".none")) { try Keyring(file: path + ".none") }
            let directory = URL(filePath: path).deletingLastPathComponent().path
            #expect(throws: KeyringError.unreadableFile(directory)) { try Keyring(file: directory) }
        }
    }

    @Test("what is wrong inside the file is said as for any text")
    func malformed() throws {
        try withFile(mode: 0o600, contents: Data("nonsense".utf8)) { path in
            #expect(throws: KeyringError.malformedEntry(1)) { try Keyring(file: path) }
        }
    }

    private func withFile(mode: Int, contents: Data? = nil, _ body: (String) throws -> Void) throws {
        let directory = FileManager.default.temporaryDirectory.appending(path: "keyring-" + RandomToken.base62(12))
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: directory) }
        let path = directory.appending(path: "keys").path
        try (contents ?? Data(entry.line.utf8)).write(to: URL(filePath: path))
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
        try body(path)
    }
}
