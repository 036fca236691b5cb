/// A request that came in one piece and in no more records than it takes, as most do: where its parts are.
///
/// Any other is put together by an ``Arrival``, which also judges what is wrong.
struct WholeRequest {
    /// The request id of its records (FastCGI 1.0, section 3.3).
    let id: Int
    /// Whether the peer wants the connection to serve on after it (`FCGI_KEEP_CONN`).
    let wantsToBeKept: Bool
    /// Where its parameters are.
    let parameters: Range<Int>
    /// Where its body is.
    let body: Range<Int>

    /// Takes bytes that are a request from the first to the last one; nil for any others.
    init?(_ bytes: Span<UInt8>, within limits: Arrival.Limits) {
        var records = Records(of: bytes)
        guard let begin = records.next(.begin, in: bytes), begin.count == 8, records.id != 0,
            bytes[begin.lowerBound] == 0, bytes[begin.lowerBound + 1] == 1,
            let parameters = records.next(.parameters, in: bytes), !parameters.isEmpty,
            parameters.count <= limits.parameters, records.next(.parameters, in: bytes)?.isEmpty == true,
            let input = records.next(.input, in: bytes), input.count <= limits.body,
            input.isEmpty || records.next(.input, in: bytes)?.isEmpty == true, records.position == bytes.count
        else { return nil }
        (id, wantsToBeKept) = (records.id, bytes[begin.lowerBound + 2] & 1 != 0)
        (self.parameters, body) = (parameters, input)
    }

    /// A walk over the records of one request.
    private struct Records {
        /// That of the first one, and so of all.
        let id: Int
        var position = 0

        init(of bytes: Span<UInt8>) {
            id = bytes.count < Record.headerLength ? 0 : Self.twoBytes(at: 2, in: bytes)
        }

        /// Where the content of the next record is, if that is of this kind and all there.
        mutating func next(_ kind: Record.Kind, in bytes: Span<UInt8>) -> Range<Int>? {
            let start = position + Record.headerLength
            guard start <= bytes.count, bytes[position] == Record.version, bytes[position + 1] == kind.rawValue,
                Self.twoBytes(at: position + 2, in: bytes) == id
            else { return nil }
            let end = start + Self.twoBytes(at: position + 4, in: bytes)
            let next = end + Int(bytes[position + 6])
            guard next <= bytes.count else { return nil }
            position = next
            return start..<end
        }

        private static func twoBytes(at index: Int, in bytes: Span<UInt8>) -> Int {
            Int(bytes[index]) << 8 | Int(bytes[index + 1])
        }
    }
}
