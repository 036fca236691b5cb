/// A whole request of the plain kind that web servers send: what libfcgi may read straight from the socket.
///
/// libfcgi 2.4.2 trusts its peer. It blocks until what it was promised has come, allocates whatever length a parameter
/// claims and aborts the process when that fails, overruns its stack on a management record, takes the padding of
/// a begin record or of the parameters' end for further records, and leaves out the record after an empty one
/// of another request. So it is given a socket only when a look at it (`MSG_PEEK`) shows a complete request without any
/// of these. Everything else goes through an `Arrival`. Record layout: FastCGI 1.0, section 3.3.
struct PlainRequest {
    /// Bytes of all its records.
    let length: Int

    /// Nil when the bytes do not begin with a plain request; all its parameters together may have `limit` bytes.
    init?(_ bytes: ArraySlice<UInt8>, parameterLimit limit: Int) {
        var records = RecordReader(bytes)
        guard let first = records.next(), first.isResponderBegin, first.padding == 0 else { return nil }
        var parameters: [UInt8] = []
        while true {
            guard let record = records.next(), record.type == .parameters, record.id == first.id else { return nil }
            parameters += record.content
            guard parameters.count <= limit else { return nil }
            guard record.content.isEmpty else { continue }
            guard record.padding == 0, NameValuePairs.areSound(parameters[...]) else { return nil }
            break
        }
        while let record = records.next(), record.type == .input, record.id == first.id {
            guard record.content.isEmpty else { continue }
            length = records.consumed
            return
        }
        return nil
    }
}
