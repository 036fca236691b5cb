import JSON

extension Failure {
    /// The failure in the envelope of `/v2` (deck-v2.md section 1.3).
    func deckResponse(requestID: String) -> Response {
        var response = Response.json(
            ["errors": .array(entries), "request_id": .text(requestID)], status: deckStatus)
        if case .methodNotAllowed(let allowed) = code {
            response.headers.append(("Allow", allowed.joined(separator: ", ")))
        }
        if let retryAfter { response.headers.append(("Retry-After", String(retryAfter))) }
        return response
    }

    private var entries: [JSON] {
        guard !problems.isEmpty else { return [entry(kind ?? kindOfCode, field: nil, message)] }
        return problems.map { entry($0.kind ?? kind ?? kindOfCode, field: $0.field, $0.message) }
    }

    private func entry(_ kind: DeckKind, field: String?, _ message: String) -> JSON {
        var object: JSONObject = ["type": .text(kind.type), "code": .text(kind.code)]
        object["field"] = field.map(JSON.text)
        object["message"] = .text(message)
        return .object(object)
    }

    private var deckStatus: Int {
        switch code {
        case .malformed, .invalid: 400
        case .authenticationFailed: 401
        default: status
        }
    }

    private var kindOfCode: DeckKind {
        switch code {
        case .malformed, .invalid: .inputInvalid
        case .accessDenied: .permissionDenied
        case .authenticationFailed: .keyInvalid
        case .notFound: .notFound("path")
        case .methodNotAllowed: DeckKind(type: "request", code: "method_not_allowed")
        case .notAcceptable: DeckKind(type: "request", code: "not_acceptable")
        case .conflict: DeckKind(type: "request", code: "conflict")
        case .tooLarge: DeckKind(type: "request", code: "body_too_large")
        case .unsupportedMediaType: DeckKind(type: "request", code: "media_type_unsupported")
        case .rateLimited: .rateLimitExceeded
        case .internalError: DeckKind(type: "api", code: "api_error")
        case .unavailable: DeckKind(type: "api", code: "unavailable")
        }
    }
}
