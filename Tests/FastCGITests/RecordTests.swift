import Testing

@testable import FastCGI

@Suite struct RecordTests {
    @Test(
        "output in parts becomes records as full as can be, whatever its parts",
        arguments: [[], [0], [5], [3, 0, 4], [65_534, 1], [65_534, 2], [65_535, 65_535, 1], [10, 200_000]])
    func parts(lengths: [Int]) {
        let output = lengths.enumerated().map { index, length in [UInt8](repeating: UInt8(index + 1), count: length) }
        let bytes = Record.response(id: 0x0102, capacity: 0) { bytes in output.forEach { bytes += $0 } }
        var (reader, records): (RecordReader, [Record]) = (RecordReader(bytes[...]), [])
        while let record = reader.next() { records.append(record) }
        #expect(reader.consumed == bytes.count && !reader.isMalformed)
        #expect(records.allSatisfy { $0.id == 0x0102 })

        let full = lengths.reduce(0, +) / Record.longestContent
        let contents = records.dropLast(2).map(\.content)
        #expect(contents.dropLast().allSatisfy { $0.count == Record.longestContent })
        #expect(contents.count == (lengths.reduce(0, +) % Record.longestContent == 0 ? full : full + 1))
        #expect(contents.flatMap { $0 } == output.flatMap { $0 })
        #expect(
            records.dropLast().allSatisfy { $0.type == .output } && records.dropLast().last?.content.isEmpty == true)
        #expect(records.last?.type == .end && records.last?.content.count == 8)
    }
}
