/// A judgement of what a connection has sent so far, before libfcgi reads any of it.
///
/// libfcgi blocks until a request's parameters are complete, allocates whatever length a parameter claims, and aborts the
/// process when that fails. So it is given a connection only when the begin record and all parameters are visible
/// in the socket's buffer (`MSG_PEEK`) and consistent. Record layout: FastCGI 1.0, section 3.3.
enum RequestPreview: Equatable {
    /// The parameters have not all come.
    case partial
    /// The parameters are there and sound; the body has not all come.
    case awaitingBody
    /// The whole request is there and takes this many bytes.
    case complete(length: Int)
    /// A management record of this many bytes, and what answers it.
    case management(length: Int, reply: [UInt8])
    /// Not a request that this server takes.
    case refused

    /// Judges the bytes; all parameters together may have `limit` bytes.
    init(_ bytes: ArraySlice<UInt8>, parameterLimit limit: Int) {
        var records = RecordReader(bytes)
        guard let first = records.next() else {
            self = records.isMalformed ? .refused : .partial
            return
        }
        guard first.id != 0 else {
            self = .management(length: records.consumed, reply: first.managementReply)
            return
        }
        guard first.isResponderBegin else {
            self = .refused
            return
        }
        self = Self.parameters(of: first.id, in: &records, limit: limit)
    }

    private static func parameters(of id: Int, in records: inout RecordReader, limit: Int) -> RequestPreview {
        var parameters: [UInt8] = []
        while let record = records.next() {
            guard record.id != 0 else { return .refused }
            guard record.id == id else { continue }
            guard record.type == .parameters else { return .refused }
            parameters += record.content
            guard parameters.count <= limit else { return .refused }
            if record.content.isEmpty {
                return areSound(parameters[...]) ? body(of: id, in: &records) : .refused
            }
        }
        return records.isMalformed || records.consumed > 2 * limit + 4096 ? .refused : .partial
    }

    private static func body(of id: Int, in records: inout RecordReader) -> RequestPreview {
        while let record = records.next() {
            guard record.id != 0 else { return .refused }
            guard record.id == id else { continue }
            guard record.type == .input else { return .refused }
            if record.content.isEmpty { return .complete(length: records.consumed) }
        }
        return records.isMalformed ? .refused : .awaitingBody
    }

    /// Whether every name and value lies inside the parameters (FastCGI 1.0, section 3.4).
    private static func areSound(_ parameters: ArraySlice<UInt8>) -> Bool {
        var rest = parameters
        while !rest.isEmpty {
            guard let name = rest.takeLength(), let value = rest.takeLength(), name + value <= rest.count else {
                return false
            }
            rest.removeFirst(name + value)
        }
        return true
    }
}

extension ArraySlice<UInt8> {
    fileprivate mutating func takeLength() -> Int? {
        guard let first = popFirst() else { return nil }
        guard first & 0x80 != 0 else { return Int(first) }
        guard count >= 3 else { return nil }
        defer { removeFirst(3) }
        return prefix(3).reduce(Int(first & 0x7F)) { $0 << 8 | Int($1) }
    }
}
