/// The CGI parameters of a request (RFC 3875, section 4.1), request headers among them.
///
/// They stay in the bytes in which they came: of the two dozen that a web server sends a handler asks for a few.
public struct Parameters: Sendable {
    /// Where a parameter is. What is longer than 4 GiB is not taken in the first place.
    private struct Place {
        let start: UInt32
        let nameLength: UInt32
        let valueLength: UInt32

        init(_ name: Range<Int>, _ value: Range<Int>) {
            (start, nameLength) = (UInt32(name.lowerBound), UInt32(name.count))
            valueLength = UInt32(value.count)
        }

        var value: Range<Int> {
            let start = Int(start + nameLength)
            return start..<start + Int(valueLength)
        }
    }

    private let pairs: [UInt8]
    private let places: [Place]

    /// Takes name-value pairs as they came (FastCGI 1.0, section 3.4); nil when they are not sound.
    init?(_ pairs: [UInt8]) {
        var (rest, places): (NameValuePairs, [Place]) = (NameValuePairs(), [])
        places.reserveCapacity(24)
        while let pair = rest.next(in: pairs.span) { places.append(Place(pair.name, pair.value)) }
        guard !rest.isMalformed else { return nil }
        (self.pairs, self.places) = (pairs, places)
    }

    /// The value of that name; of a name that came twice the last value counts. Bytes that are not UTF-8 are repaired with
    /// U+FFFD.
    public subscript(_ name: String) -> String? {
        let name = name.utf8.span
        return lastValue(nameLength: name.count) { start in
            for index in name.indices where pairs[start + index] != name[index] { return false }
            return true
        }
    }

    /// The value of a request header, likewise: that of `x-realm` stands in `HTTP_X_REALM` (RFC 3875, section 4.1.18).
    ///
    /// - Parameter header: its name in lower case.
    public subscript(header header: String) -> String? {
        let (prefix, header) = ("HTTP_".utf8.span, header.utf8.span)
        return lastValue(nameLength: prefix.count + header.count) { start in
            for index in prefix.indices where pairs[start + index] != prefix[index] { return false }
            let start = start + prefix.count
            for index in header.indices where pairs[start + index].asInHeader != header[index] { return false }
            return true
        }
    }

    private func lastValue(nameLength: Int, whereNameAt isWanted: (Int) -> Bool) -> String? {
        for place in places.reversed() where place.nameLength == nameLength && isWanted(Int(place.start)) {
            return String(decoding: pairs[place.value], as: UTF8.self)
        }
        return nil
    }
}

extension Parameters: ExpressibleByDictionaryLiteral {
    /// Takes parameters in the order in which they are written.
    public init(dictionaryLiteral parameters: (String, String)...) {
        let pairs = parameters.flatMap { NameValuePairs.encode($0, $1) }
        self = Parameters(pairs) ?? Parameters()
    }

    /// No parameters.
    init() {
        (pairs, places) = ([], [])
    }
}

extension UInt8 {
    /// A byte of a parameter's name as it stands in a header's.
    fileprivate var asInHeader: UInt8 {
        switch self {
        case UInt8(ascii: "_"): UInt8(ascii: "-")
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): self | 0x20
        default: self
        }
    }
}
