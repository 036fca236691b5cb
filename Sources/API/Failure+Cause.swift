import Credentials
import Secrets
import Store

extension Failure {
    /// What an error of the layers below means to a caller.
    init(cause: any Error) {
        switch cause {
        case let failure as Failure: self = failure
        case Denial.hidden, StoreFailure.missingDataKey, StoreFailure.missingRealm: self = .notFound
        case Denial.forbidden: self = .accessDenied
        case let conflict as Conflict: self = Failure(conflict)
        case is UnknownPageStart: self = .notFound
        case HashingError.overloaded: self = .unavailable(retryAfter: 1, cause)
        case let error as any DatabaseFailure: self = Failure(error)
        default: self = Failure(.internalError, "Internal error", cause: cause)
        }
    }

    private init(_ conflict: Conflict) {
        switch conflict {
        case .username: self = .invalid("username", "Username has already been taken")
        case .email: self = .invalid("email", "Email has already been taken")
        case .apiKey: self = .invalid("api_key", "Api key has already been taken")
        case .password: self = .invalid("credential_type", "Credential type has already been taken")
        case .providerUser: self = .invalid("provider_user_id", "Provider user has already been taken")
        case .providerType: self = .invalid("provider_type", "Provider type has already been taken")
        case .membership: self = .invalid("user_id", "User has already been taken")
        case .sourceInUse: self = .conflict(.sourceInUse, "Credentials of the source are left.")
        case .agentInUse: self = .conflict(.agentInUse, "Tasks of the agent are left.")
        case .eventDestinationLimit:
            self = .conflict(.eventDestinationLimitReached, "There are as many event destinations as there may be.")
        case .idempotencyKey: self = .conflict(.idempotencyError, "The request is being executed.")
        case .providerInUse:
            self = Failure(
                .conflict, "Validation error",
                problems: [Problem(field: "base", message: "Auth provider is in use")])
        }
    }

    private init(_ error: any DatabaseFailure) {
        switch error.meaning {
        case .unavailable: self = .unavailable(retryAfter: 1, error)
        case .referenceGone: self = Failure(.notFound, "Not found", cause: error)
        case .unexpected: self = Failure(.internalError, "Internal error", cause: error)
        }
    }

    private static func unavailable(retryAfter: Int, _ cause: any Error) -> Failure {
        Failure(.unavailable, "Service unavailable", retryAfter: retryAfter, cause: cause)
    }
}
