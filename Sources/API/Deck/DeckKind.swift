/// What `/v2` calls a failure: apps branch on both words (deck-v2.md section 1.3).
struct DeckKind: Sendable, Equatable {
    let type: String
    let code: String

    static let inputMissing = DeckKind(type: "request", code: "input_missing")
    static let inputInvalid = DeckKind(type: "request", code: "input_invalid")
    static let permissionDenied = DeckKind(type: "request", code: "permission_denied")
    static let keyInvalid = DeckKind(type: "request", code: "api_key_invalid")
    static let sourceNotFound = DeckKind(type: "source", code: "source_not_found")
    static let sourceInUse = DeckKind(type: "source", code: "source_in_use")
    static let agentInUse = DeckKind(type: "request", code: "agent_in_use")
    static let methodInvalid = DeckKind(type: "auth", code: "auth_method_invalid")
    static let credentialDeleted = DeckKind(type: "auth", code: "credential_deleted")
    static let credentialChanged = DeckKind(type: "auth", code: "credential_changed")
    static let credentialInvalid = DeckKind(type: "auth", code: "auth_invalid")
    static let cleartextRefused = DeckKind(type: "request", code: "tls_required")
    static let idempotencyError = DeckKind(type: "idempotency", code: "idempotency_error")
    static let idempotencyKeyError = DeckKind(type: "idempotency", code: "idempotency_key_error")
    static let rateLimitExceeded = DeckKind(type: "rate_limit", code: "rate_limit_exceeded")

    static let sourceInvalid = DeckKind(type: "source", code: "source_invalid")
    static let sessionLimitExceeded = DeckKind(type: "rate_limit", code: "session_limit_exceeded")
    static let sessionCredentialMismatch = DeckKind(type: "request", code: "session_credential_mismatch")
    static let sessionEnded = DeckKind(type: "request", code: "session_ended")
    static let runEnded = DeckKind(type: "request", code: "run_ended")
    static let leaseLost = DeckKind(type: "request", code: "lease_lost")
    static let releaseLimitReached = DeckKind(type: "request", code: "release_limit_reached")
    static let reportConflict = DeckKind(type: "request", code: "report_conflict")
    static let runCanceling = DeckKind(type: "request", code: "run_canceling")
    static let eventDestinationLimitReached = DeckKind(type: "request", code: "event_destination_limit_reached")
    static let interactionPending = DeckKind(type: "request", code: "interaction_pending")
    static let interactionNotRequested = DeckKind(type: "request", code: "interaction_not_requested")

    /// An object of the request's that there is not (section 13, decision 14).
    static func notFound(_ object: String) -> DeckKind {
        DeckKind(type: "request", code: "\(object)_not_found")
    }
}

extension Failure {
    /// An input that must be there and is not.
    static func missing(_ field: String) -> Failure {
        Failure(
            .malformed, "Input is missing",
            problems: [Problem(field: field, message: "\(field) must be given.", kind: .inputMissing)])
    }

    /// An input that breaks a rule; the message never repeats it.
    static func refused(_ field: String, _ message: String, _ kind: DeckKind = .inputInvalid) -> Failure {
        Failure(.malformed, "Input is not valid", problems: [Problem(field: field, message: message, kind: kind)])
    }

    /// What a request names and there is not.
    static func noSuch(_ kind: DeckKind, field: String? = nil) -> Failure {
        let message = "There is no such object."
        return Failure(
            .notFound, message, problems: field.map { [Problem(field: $0, message: message, kind: kind)] } ?? [],
            kind: kind)
    }

    /// A request that the state of something forbids.
    static func conflict(_ kind: DeckKind, _ message: String, field: String? = nil) -> Failure {
        Failure(
            .conflict, message, problems: field.map { [Problem(field: $0, message: message, kind: kind)] } ?? [],
            kind: kind)
    }
}

/// The value, or the answer that there is no such thing.
func found<Value>(_ value: Value?, _ kind: DeckKind, field: String? = nil) throws(Failure) -> Value {
    guard let value else { throw .noSuch(kind, field: field) }
    return value
}
