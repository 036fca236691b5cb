import Foundation
import Secrets

/// A file to be imported, opened and read through once.
struct ImportSource {
    let path: String
    /// In bytes.
    let size: Int
    /// The SHA-256 of its content.
    let digest: [UInt8]

    private let file: FileHandle

    /// - Throws: ``Refusal`` for what is no file, cannot be read or is in UTF-16.
    init(path: String) throws {
        self.path = path
        // What cannot be read twice, such as a pipe, could not be gone on with either.
        guard Self.identity(of: path)?.type == .typeRegular else { throw Refusal("\(path) is no file.") }
        guard let file = FileHandle(forReadingAtPath: path) else { throw Refusal("\(path) cannot be read.") }
        self.file = file
        var (digest, size) = (RunningDigest(), 0)
        while let piece = try file.read(upToCount: LineReader.pieceLength), !piece.isEmpty {
            if size == 0, [[0xFF, 0xFE], [0xFE, 0xFF]].contains(Array(piece.prefix(2))) {
                throw Refusal("\(path) is in UTF-16: it must be UTF-8.")
            }
            digest.add(Array(piece))
            size += piece.count
        }
        (self.digest, self.size) = (digest.value, size)
    }

    /// The lines from where an import has come to.
    func lines(from offset: Int, line: Int) throws -> LineReader {
        try file.seek(toOffset: UInt64(offset))
        return LineReader(file, offset: offset, line: line)
    }

    /// Whether another path leads to the same file.
    func isSame(as other: String) -> Bool {
        Self.identity(of: path).map { Self.identity(of: other) == $0 } ?? false
    }

    private struct Identity: Equatable {
        let type: FileAttributeType?
        let device, number: NSNumber?
    }

    private static func identity(of path: String) -> Identity? {
        let resolved = URL(filePath: path).resolvingSymlinksInPath().path(percentEncoded: false)
        guard let attributes = try? FileManager.default.attributesOfItem(atPath: resolved) else { return nil }
        return Identity(
            type: attributes[.type] as? FileAttributeType, device: attributes[.systemNumber] as? NSNumber,
            number: attributes[.systemFileNumber] as? NSNumber)
    }
}
