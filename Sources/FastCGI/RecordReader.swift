/// Walks over the complete FastCGI records at the front of some bytes.
struct RecordReader {
    private let bytes: ArraySlice<UInt8>
    private var position: Int

    /// Whether what follows the last record cannot be a FastCGI 1.0 record.
    private(set) var isMalformed = false

    init(_ bytes: ArraySlice<UInt8>) {
        self.bytes = bytes
        position = bytes.startIndex
    }

    /// Bytes of all records returned so far, with their headers and padding.
    var consumed: Int {
        position - bytes.startIndex
    }

    /// The next record, or nil when it has not come completely.
    mutating func next() -> Record? {
        guard position < bytes.endIndex, !isMalformed else { return nil }
        guard bytes[position] == Record.version else {
            isMalformed = true
            return nil
        }
        let start = position + Record.headerLength
        guard start <= bytes.endIndex else { return nil }
        let end = start + twoBytes(at: position + 4)
        let next = end + Int(bytes[position + 6])
        guard next <= bytes.endIndex else { return nil }
        defer { position = next }
        return Record(
            type: Record.Kind(rawValue: bytes[position + 1]), id: twoBytes(at: position + 2),
            content: bytes[start..<end])
    }

    private func twoBytes(at index: Int) -> Int {
        Int(bytes[index]) << 8 | Int(bytes[index + 1])
    }
}
