/// What a request addresses: the segments of its path and its query, both still encoded.
struct RequestTarget: Sendable, Equatable {
    /// The segments in order, one trailing slash aside; nil for what cannot name a resource here: a path with an empty
    /// segment, or a target in neither origin nor absolute form.
    let segments: [PathSegment]?
    /// Whose conventions hold, also where the path names nothing: nginx judges by the same prefix of the path.
    let family: Family
    /// What follows the first `?`, for ``JSON/JSONObject/init(formEncoded:maximumDepth:)``.
    let query: [UInt8]

    /// Takes a target apart (RFC 9112 section 3.2) as nginx gives it in `REQUEST_URI`.
    init(_ target: some Collection<UInt8>) {
        let bytes = Array(target)
        let mark = bytes.firstIndex(of: UInt8(ascii: "?")) ?? bytes.endIndex
        let path = Self.path(ofAddress: bytes[..<mark])
        segments = path.flatMap(Self.segments)
        let first = path?.prefix { $0 != UInt8(ascii: "/") } ?? []
        family = first.elementsEqual("v2".utf8) ? .deck : .authRocket
        query = Array(bytes[mark...].dropFirst())
    }

    /// The path without its first slash.
    private static func path(ofAddress address: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        if address.first == UInt8(ascii: "/") { return address.dropFirst() }
        for scheme in ["http://", "https://"] {
            let start = address.prefix(scheme.utf8.count)
            guard String(decoding: start, as: UTF8.self).lowercased() == scheme else { continue }
            return address.dropFirst(start.count).drop { $0 != UInt8(ascii: "/") }.dropFirst()
        }
        return nil
    }

    private static func segments(ofPath path: ArraySlice<UInt8>) -> [PathSegment]? {
        guard !path.isEmpty else { return [] }
        let slash = UInt8(ascii: "/")
        var rest = path.last == slash ? path.dropLast() : path
        var segments: [PathSegment] = []
        while let end = rest.firstIndex(of: slash) {
            guard end > rest.startIndex else { return nil }
            segments.append(PathSegment(rest[..<end]))
            rest = rest[(end + 1)...]
        }
        return rest.isEmpty ? nil : segments + [PathSegment(rest)]
    }
}
