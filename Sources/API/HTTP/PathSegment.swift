/// What stands between two slashes of a path.
///
/// Nothing is stripped: ids may contain dots (e-mail addresses, whole JWTs), and an encoded slash does not separate.
struct PathSegment: Sendable, Equatable {
    /// The segment as it was sent, for comparing with the words of a route; not for looking anything up.
    let raw: String
    /// The segment percent-decoded, or nil when its escapes are broken or it is not UTF-8.
    let decoded: String?
    /// The same with `+` read as a space, which is how PHP's `urlencode` and Ruby's `CGI.escape` write one; nil when
    /// there is no literal `+`. It is to be tried when nothing is found under ``decoded``.
    let decodedWithPlus: String?

    init(_ bytes: some Collection<UInt8>) {
        raw = String(decoding: bytes, as: UTF8.self)
        let isPlain = bytes.allSatisfy { $0 < 0x80 && $0 != UInt8(ascii: "%") && $0 != UInt8(ascii: "+") }
        if isPlain {
            (decoded, decodedWithPlus) = (raw, nil)
            return
        }
        decoded = PercentEncoding.decode(bytes)
        let hasPlus = bytes.contains(UInt8(ascii: "+"))
        decodedWithPlus = hasPlus ? PercentEncoding.decode(bytes, plusAsSpace: true) : nil
    }
}
