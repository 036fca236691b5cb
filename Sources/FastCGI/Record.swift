/// One record of the FastCGI protocol (FastCGI 1.0, sections 3.3 and 8).
struct Record {
    static let version: UInt8 = 1
    static let headerLength = 8
    static let longestContent = 0xFFFF

    /// The record types that a web server sends, and those that answer them.
    struct Kind: RawRepresentable, Equatable {
        static let begin = Kind(rawValue: 1)
        static let end = Kind(rawValue: 3)
        static let parameters = Kind(rawValue: 4)
        static let input = Kind(rawValue: 5)
        static let output = Kind(rawValue: 6)
        static let getValues = Kind(rawValue: 9)
        static let getValuesResult = Kind(rawValue: 10)
        static let unknown = Kind(rawValue: 11)

        let rawValue: UInt8
    }

    let type: Kind
    let id: Int
    let content: ArraySlice<UInt8>

    /// Whether the record begins a request in the responder role.
    var isResponderBegin: Bool {
        type == .begin && content.count == 8 && content.starts(with: [0, 1])
    }

    /// The content of the end of a request that was begun inside another one (`FCGI_CANT_MPX_CONN`, section 5.5).
    static let cannotMultiplex: [UInt8] = [0, 0, 0, 0, 1, 0, 0, 0]

    /// The answer to a management record: no values are known, and no other type is.
    var managementReply: [UInt8] {
        if type == .getValues { return Self.encode(.getValuesResult, id: 0, []) }
        return Self.encode(.unknown, id: 0, [type.rawValue, 0, 0, 0, 0, 0, 0, 0])
    }

    /// The records of a response's output and of the end of its request (sections 5.3 and 5.5).
    ///
    /// - Parameters:
    ///   - capacity: about how many bytes of output there will be.
    ///   - write: appends the output, straight to where most of it stays.
    static func response(id: Int, capacity: Int, _ write: (inout [UInt8]) -> Void) -> [UInt8] {
        var records: [UInt8] = []
        records.reserveCapacity(capacity + 4 * headerLength)
        writeResponse(id: id, to: &records, write)
        return records
    }

    /// The same in place of what `records` has been until now, whose memory is used again.
    static func writeResponse(id: Int, to records: inout [UInt8], _ write: (inout [UInt8]) -> Void) {
        records.removeAll(keepingCapacity: true)
        records.appendHeader(.output, id: id, length: 0)
        write(&records)
        // No slice of it outlives its use: to change it would then copy all.
        let length = records.count - headerLength
        if length > longestContent {
            records = split(records.dropFirst(headerLength), id: id)
        } else {
            records.set(length: length)
        }
        if length > 0 { records.appendHeader(.output, id: id, length: 0) }
        records.append(.end, id: id, [0, 0, 0, 0, 0, 0, 0, 0])
    }

    private static func split(_ output: ArraySlice<UInt8>, id: Int) -> [UInt8] {
        var (records, rest): ([UInt8], ArraySlice<UInt8>) = ([], output)
        records.reserveCapacity(output.count + headerLength * (4 + output.count / longestContent))
        while !rest.isEmpty {
            let piece = rest.prefix(longestContent)
            records.append(.output, id: id, piece)
            rest = rest.dropFirst(piece.count)
        }
        return records
    }

    /// A record without padding; the content has at most `longestContent` bytes.
    static func encode(_ type: Kind, id: Int, _ content: [UInt8]) -> [UInt8] {
        var record: [UInt8] = []
        record.append(type, id: id, content[...])
        return record
    }
}

extension [UInt8] {
    /// Appends a record, as ``Record/encode(_:id:_:)`` makes it.
    fileprivate mutating func append(_ type: Record.Kind, id: Int, _ content: ArraySlice<UInt8>) {
        appendHeader(type, id: id, length: content.count)
        self += content
    }

    /// Appends what precedes so many bytes of a record's content.
    fileprivate mutating func appendHeader(_ type: Record.Kind, id: Int, length: Int) {
        append(Record.version)
        append(type.rawValue)
        append(bigEndian: id)
        append(bigEndian: length)
        append(0)
        append(0)
    }

    /// Says how long the first record's content is.
    fileprivate mutating func set(length: Int) {
        self[4] = UInt8(truncatingIfNeeded: length >> 8)
        self[5] = UInt8(truncatingIfNeeded: length)
    }

    private mutating func append(bigEndian number: Int) {
        append(UInt8(truncatingIfNeeded: number >> 8))
        append(UInt8(truncatingIfNeeded: number))
    }
}
