import Testing

@testable import Secrets

@Suite struct LengthPrefixedTests {
    private func lengthPrefixed(_ parts: [[UInt8]]) -> [UInt8] {
        var joined = LengthPrefixed()
        for part in parts { joined.append(part) }
        return joined.bytes
    }

    @Test("each part follows its length in four bytes")
    func format() {
        #expect(lengthPrefixed([]) == [])
        #expect(lengthPrefixed([[], [7, 8]]) == [0, 0, 0, 0, 0, 0, 0, 2, 7, 8])
    }

    @Test("different lists with the same bytes are told apart")
    func unambiguous() {
        let lists: [[[UInt8]]] = [[[1, 2]], [[1], [2]], [[], [1, 2]], [[1, 2], []], [[1, 2], [], []]]
        #expect(Set(lists.map(lengthPrefixed)).count == lists.count)
    }

    @Test("a number is a part of sixteen bytes")
    func numberPart() {
        var joined = LengthPrefixed()
        joined.append(UInt128(0x0102_0304))
        #expect(joined.bytes == lengthPrefixed([UInt128(0x0102_0304).bigEndianBytes]))
    }

    @Test("a number is its bytes, most significant first, and back", arguments: [0, 1, 0x0102_0304, UInt128.max])
    func numbers(_ number: UInt128) {
        #expect(number.bigEndianBytes.count == 16)
        #expect(UInt128(bigEndianBytes: number.bigEndianBytes) == number)
        #expect(UInt32(0x0102_0304).bigEndianBytes == [1, 2, 3, 4])
    }
}
