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
        let parts = target.split(separator: UInt8(ascii: "?"), maxSplits: 1, omittingEmptySubsequences: false)
        let path = Self.path(ofAddress: Array(parts[0]))
        segments = path.flatMap(Self.segments)
        let first = path?.prefix { $0 != UInt8(ascii: "/") } ?? []
        family = first.elementsEqual("v2".utf8) ? .deck : .authRocket
        query = parts.count > 1 ? Array(parts[1]) : []
    }

    /// The path without its first slash.
    private static func path(ofAddress address: [UInt8]) -> ArraySlice<UInt8>? {
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
        let trimmed = path.last == slash ? path.dropLast() : path
        let pieces = trimmed.split(separator: slash, omittingEmptySubsequences: false)
        return pieces.contains(where: \.isEmpty) ? nil : pieces.map { PathSegment($0) }
    }
}
