import API
import Foundation

/// Reads a file's lines in batches, holding no more of it than one batch and a piece.
///
/// A byte order mark at the file's start, a carriage return at a line's end and blank lines are passed over; the last line
/// may lack its end.
struct LineReader {
    static let pieceLength = 1 << 16
    /// A batch ends with the first of these: they bound how long a transaction takes, and how much memory.
    private static let mostLines = 500
    private static let mostBytes = 4 << 20

    private let file: FileHandle
    private var offset: Int
    private var line: Int
    private var piece: [UInt8] = []
    private var next = 0

    /// - Parameters:
    ///   - file: to be read from where it stands, a line's beginning.
    ///   - offset: where that is, in bytes.
    ///   - line: how many lines are before.
    init(_ file: FileHandle, offset: Int, line: Int) {
        self.file = file
        self.offset = offset
        self.line = line
    }

    /// The next lines; `nil` at the end.
    mutating func nextBatch() throws -> ImportBatch? {
        var batch = ImportBatch()
        let start = offset
        while batch.lines.count < Self.mostLines, offset - start < Self.mostBytes, try takeLine(into: &batch) {}
        guard offset > start else { return nil }
        batch.endOffset = offset
        batch.endLine = line
        return batch
    }

    /// Whether there was a line.
    private mutating func takeLine(into batch: inout ImportBatch) throws -> Bool {
        let isFirst = offset == 0
        var text: [UInt8]? = []
        guard try readLine(&text) else { return false }
        line += 1
        if isFirst, text?.starts(with: [0xEF, 0xBB, 0xBF]) == true { text?.removeFirst(3) }
        if text?.last == UInt8(ascii: "\r") { text?.removeLast() }
        if text?.allSatisfy({ $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }) != true {
            batch.lines.append(ImportBatch.Line(number: line, text: text))
        }
        return true
    }

    /// Reads up to a line's end, or the file's; of a line that is too long nothing is kept.
    private mutating func readLine(_ text: inout [UInt8]?) throws -> Bool {
        let start = offset
        while try fill() {
            let end = piece[next...].firstIndex(of: UInt8(ascii: "\n"))
            text?.append(contentsOf: piece[next..<(end ?? piece.count)])
            if text?.count ?? 0 > ImportBatch.longestLine { text = nil }
            offset += (end.map { $0 + 1 } ?? piece.count) - next
            next = end.map { $0 + 1 } ?? piece.count
            if end != nil { return true }
        }
        return offset > start
    }

    /// Sees to it that there are bytes; `false` at the file's end.
    private mutating func fill() throws -> Bool {
        guard next == piece.count else { return true }
        piece = Array(try file.read(upToCount: Self.pieceLength) ?? Data())
        next = 0
        return !piece.isEmpty
    }
}
