/// One element of a header such as `Content-Type` or `Accept`: a word and its parameters (RFC 9110 section 5.6.6).
struct FieldValue {
    /// What precedes the first `;`, in lower case.
    let word: String
    /// Names in lower case, and values without their quotes.
    let parameters: [(name: String, value: String)]

    init(_ text: Substring) {
        let pieces = Self.split(text, at: ";")
        word = Self.trim(pieces[0]).lowercased()
        parameters = pieces.dropFirst().map { piece in
            let sides = piece.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let value = sides.count > 1 ? Self.trim(sides[1]) : ""
            return (Self.trim(sides[0]).lowercased(), Self.unquote(value))
        }
    }

    /// The elements of a header that is a list.
    static func list(_ header: String) -> [FieldValue] {
        split(header[...], at: ",").map { FieldValue($0) }
    }

    /// Cuts at every separator outside quotes.
    private static func split(_ text: Substring, at separator: Unicode.Scalar) -> [Substring] {
        var isQuoted = false
        var isEscaped = false
        return text.unicodeScalars.split(omittingEmptySubsequences: false) { scalar in
            defer { isEscaped = isQuoted && !isEscaped && scalar == "\\" }
            if scalar == "\"", !isEscaped { isQuoted.toggle() }
            return scalar == separator && !isQuoted
        }.map { Substring($0) }
    }

    private static func trim(_ text: Substring) -> String {
        String(text).trimmingFieldSpace
    }

    private static func unquote(_ text: String) -> String {
        guard text.count >= 2, text.first == "\"", text.last == "\"" else { return text }
        return String(text.dropFirst().dropLast())
    }
}
