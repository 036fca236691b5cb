import API
import Foundation
import Testing

@testable import credence

@Suite struct LineReaderTests {
    private static let longest = ImportBatch.longestLine

    /// All batches of a file, from a place on.
    private func batches(_ content: [UInt8], from offset: Int = 0, line: Int = 0) throws -> [ImportBatch] {
        var reader = try ScratchFile(content).with { try ImportSource(path: $0).lines(from: offset, line: line) }
        var batches: [ImportBatch] = []
        while let batch = try reader.nextBatch() { batches.append(batch) }
        return batches
    }

    private func lines(_ text: String) throws -> [String] {
        try batches(Array(text.utf8)).flatMap(\.lines).map {
            "\($0.number) \(String(decoding: $0.text ?? [], as: UTF8.self))"
        }
    }

    @Test(
        "lines are counted from 1; blank ones count and are passed over, and the last may lack its end",
        arguments: [
            ("", []), ("\n", []), ("a", ["1 a"]), ("a\n", ["1 a"]), ("a\nb", ["1 a", "2 b"]),
            ("\n\na\n \t\n\nb\n\n", ["3 a", "6 b"]), ("a\r\nb\r\n\r\nc", ["1 a", "2 b", "4 c"]), ("a\rb\n", ["1 a\rb"]),
            ("\u{FEFF}a\n\u{FEFF}b\n", ["1 a", "2 \u{FEFF}b"]), ("\u{FEFF}", []), ("\u{FEFF}\na", ["2 a"]),
            (" a \n", ["1  a "]),
        ])
    func splitting(_ text: String, _ expected: [String]) throws {
        #expect(try lines(text) == expected)
    }

    @Test("a batch has 500 lines at most, and ends where the next begins")
    func batching() throws {
        let content = Array((1...1201).map { "line \($0)\n" }.joined().utf8)
        let all = try batches(content)
        #expect(all.map(\.lines.count) == [500, 500, 201])
        #expect(all.map(\.endLine) == [500, 1000, 1201])
        #expect(all.last?.endOffset == content.count)
        for batch in all.dropLast() {
            let rest = try batches(content, from: batch.endOffset, line: batch.endLine)
            #expect(rest.first?.lines.first?.number == batch.endLine + 1)
            #expect(rest.first?.lines.first?.text == Array("line \(batch.endLine + 1)".utf8))
            #expect(rest.last?.endOffset == content.count)
        }
    }

    @Test("blank lines at the end are done with, too")
    func blankEnd() throws {
        let all = try batches(Array(("a\n" + String(repeating: "\n", count: 1000)).utf8))
        #expect(all.map(\.endLine) == [1001])
        #expect(all.map(\.endOffset) == [1002])
    }

    @Test("a batch ends when it has 4 MiB")
    func bytes() throws {
        let line = [UInt8](repeating: 0x61, count: 1 << 19) + [0x0A]
        let all = try batches(Array(repeatElement(line, count: 20).joined()))
        #expect(all.map(\.lines.count) == [8, 8, 4])
    }

    @Test("a line of 1 MiB is taken whole, and of a longer one only its number is kept")
    func longLines() throws {
        func line(_ count: Int) -> [UInt8] { [UInt8](repeating: 0x61, count: count) }
        let content = line(Self.longest) + [0x0A] + line(Self.longest + 1) + [0x0A] + line(3 * Self.longest)
        let all = try batches(content + [0x0A, 0x62])
        let lines = all.flatMap(\.lines)
        #expect(lines.map(\.number) == [1, 2, 3, 4])
        #expect(lines.map(\.text?.count) == [Self.longest, nil, nil, 1])
        #expect(all.last?.endOffset == content.count + 2)
    }
}
