/// How a request body is written, by its `Content-Type`.
enum MediaType: Sendable, Equatable {
    /// `application/json`
    case json
    /// `application/x-www-form-urlencoded`
    case form
    /// Anything else, nothing at all, or one of the above in an encoding other than UTF-8.
    case other

    /// Reads a `Content-Type`; parameters other than `charset` do not matter, and `utf8` passes for `utf-8`.
    init(contentType: String?) {
        // As nearly all spell it.
        if contentType == "application/json" {
            self = .json
            return
        }
        let field = FieldValue((contentType ?? "")[...])
        let charsets = field.parameters.filter { $0.name == "charset" }.map { $0.value.lowercased() }
        let isUTF8 = charsets.allSatisfy { $0 == "utf-8" || $0 == "utf8" }
        switch field.word {
        case "application/json" where isUTF8: self = .json
        case "application/x-www-form-urlencoded" where isUTF8: self = .form
        default: self = .other
        }
    }
}
