import JSON

extension Failure {
    /// The failure in the envelope of `/v1` (authrocket-v1.md sections 3.1 to 3.3).
    var authRocketResponse: Response {
        var response = Response.json(envelope, status: status)
        if case .methodNotAllowed(let allowed) = code {
            response.headers.append(("Allow", allowed.joined(separator: ", ")))
        }
        if let retryAfter { response.headers.append(("Retry-After", String(retryAfter))) }
        return response
    }

    private var envelope: JSONObject {
        guard !problems.isEmpty else { return ["error": .text(message)] }
        var envelope: JSONObject = ["message": .text(message), "errors": .object(errors)]
        envelope["retry_url"] = retryURL.map(JSON.text)
        return envelope
    }

    /// What is wrong, by attribute.
    var errors: JSONObject {
        problems.reduce(into: [:]) { errors, problem in
            var messages: [JSON] = if case .array(let earlier)? = errors[problem.field] { earlier } else { [] }
            messages.append(.text(problem.message))
            errors[problem.field] = .array(messages)
        }
    }

    /// The HTTP status; a key that is missing, wrong or too weak is 403, for 401 is kept for users' logins.
    var status: Int {
        switch code {
        case .malformed: 400
        case .authenticationFailed: 401
        case .accessDenied: 403
        case .notFound: 404
        case .methodNotAllowed: 405
        case .notAcceptable: 406
        case .conflict: 409
        case .tooLarge: 413
        case .unsupportedMediaType: 415
        case .invalid: 422
        case .rateLimited: 429
        case .internalError: 500
        case .unavailable: 503
        }
    }
}
