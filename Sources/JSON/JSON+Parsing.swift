extension JSON {
    /// The deepest nesting that can be asked for.
    ///
    /// Values are read, compared, written and released recursively, so depth is what bounds the use of the stack.
    static let greatestDepth = 256

    /// Reads one value that fills the whole input, white space around it aside, in time linear in the input.
    ///
    /// Strictly RFC 8259: no byte order mark, no comments, no lone surrogates. A name may not occur twice in an
    /// object; names are the same when their unescaped bytes are, so composed and decomposed letters differ.
    /// `\u0000` is allowed here; see ``containsNUL``.
    ///
    /// - Parameters:
    ///   - bytes: The text in UTF-8.
    ///   - maximumDepth: Levels of objects and arrays, the outermost being the first; more than 256 count as 256.
    public init(parsing bytes: [UInt8], maximumDepth: Int = 32) throws(JSONError) {
        guard (try? UTF8Span(validating: bytes.span)) != nil else { throw .notUTF8 }
        var parser = JSONParser(bytes: bytes)
        self = try parser.document(maximumDepth: min(maximumDepth, JSON.greatestDepth))
    }
}
