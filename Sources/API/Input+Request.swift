import JSON

extension Input {
    /// Reads query and body.
    ///
    /// - Throws: `unsupportedMediaType`, `notAcceptable`, `tooLarge` or `malformed` (authrocket-v1.md sections 1.3 and
    ///   3.3; section 17, decision 5).
    init(_ request: Request, query: [UInt8]) throws(Failure) {
        let body = try Self.bytes(of: request.body)
        let media = MediaType(contentType: request.headers["content-type"])
        if !body.isEmpty, media == .other { throw Failure(.unsupportedMediaType, "Unsupported media type") }
        guard Accept.admitsJSON(request.headers["accept"]) else { throw Failure(.notAcceptable, "Not acceptable") }
        self.query = try Self.form(query)
        self.body = body.isEmpty ? [:] : media == .form ? try Self.form(body) : try Self.json(body)
        isForm = media == .form
    }

    static func bytes(of body: Request.Body) throws(Failure) -> [UInt8] {
        switch body {
        case .whole(let bytes): return bytes
        case .tooLarge: throw Failure(.tooLarge, "Request body is too large")
        case .incomplete: throw .malformed("Request body is incomplete")
        }
    }

    static func json(_ bytes: [UInt8]) throws(Failure) -> JSONObject {
        let value: JSON
        do {
            value = try JSON(parsing: bytes)
        } catch {
            throw .malformed(error.sentence(about: "Request body"))
        }
        guard let object = value.objectOrEmptyList else { throw .malformed("Request body is not a JSON object") }
        return object
    }

    private static func form(_ bytes: [UInt8]) throws(Failure) -> JSONObject {
        do {
            return try JSONObject(formEncoded: bytes)
        } catch {
            throw .malformed(error.sentence)
        }
    }
}

extension JSONError {
    /// What is wrong with a text that should have been JSON.
    func sentence(about subject: String) -> String {
        switch self {
        case .malformed: "\(subject) is not valid JSON"
        case .notUTF8: "\(subject) is not valid UTF-8"
        case .duplicateKey: "\(subject) has a key twice in one object"
        case .tooDeep: "\(subject) is nested too deeply"
        }
    }
}

extension FormError {
    fileprivate var sentence: String {
        switch self {
        case .malformed: "Form fields are malformed"
        case .notUTF8: "Form fields are not valid UTF-8"
        case .duplicateKey: "A form field is there twice"
        case .tooDeep: "Form fields are nested too deeply"
        }
    }
}
