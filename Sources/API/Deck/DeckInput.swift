import JSON

/// What a request of `/v2` brings in query and body.
struct DeckInput: Sendable {
    let query: DeckQuery
    let body: JSONObject

    /// Reads query and body; an empty body is an empty object.
    ///
    /// - Throws: `unsupportedMediaType`, `notAcceptable`, `tooLarge` or `malformed` (deck-v2.md section 13, decision 16).
    init(_ request: Request, query: [UInt8]) throws(Failure) {
        let bytes = try Input.bytes(of: request.body)
        guard bytes.isEmpty || Self.isJSON(request.headers["content-type"]) else {
            throw Failure(.unsupportedMediaType, "The body must be JSON.")
        }
        guard Accept.admitsJSON(request.headers["accept"]) else { throw Failure(.notAcceptable, "Answers are JSON.") }
        self.query = try DeckQuery(query)
        body = bytes.isEmpty ? [:] : try Input.json(bytes)
    }

    private static func isJSON(_ contentType: String?) -> Bool {
        let type = FieldValue((contentType ?? "")[...]).word
        return ["application/json", "text/json"].contains(type)
            || type.hasPrefix("application/") && type.hasSuffix("+json")
    }
}
