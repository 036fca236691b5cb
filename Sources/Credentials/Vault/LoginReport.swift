/// How a login went, as its worker says (deck-v2.md section 9.1).
public struct LoginReport: Sendable, Equatable {
    /// How it went.
    public let outcome: LoginOutcome
    /// Which version of the credential it was tried with; `nil` for none.
    public let version: Int?
    /// What the worker has to say.
    public let message: String?
    /// Whether it was told of the credential as it is, so that the credential followed.
    public var isApplied = false

    /// Describes a report that was not applied yet.
    public init(outcome: LoginOutcome, version: Int?, message: String?) {
        self.outcome = outcome
        self.version = version
        self.message = message
    }

    /// Whether both say the same.
    ///
    /// - Parameter worded: whether in the same words too.
    public func repeats(_ other: LoginReport, worded: Bool) -> Bool {
        outcome == other.outcome && version == other.version && (!worded || message == other.message)
    }
}

/// How a login went.
public enum LoginOutcome: String, Sendable, CaseIterable {
    case succeeded
    /// The site refused what it was told.
    case rejected
    /// The site has locked the account.
    case locked
    /// The user did not answer, or not rightly.
    case interactionFailed = "interaction_failed"
    /// The site is down, or keeps workers out.
    case unreachable
    case unknown
    /// There was nothing to log in with, or the session was logged in.
    case notRequired = "not_required"

    /// What it means for the credential, if anything.
    public var occurrence: VaultCredentialStatus.Occurrence? {
        switch self {
        case .succeeded: .succeeded
        case .rejected, .locked: .refused
        case .interactionFailed, .unreachable, .unknown, .notRequired: nil
        }
    }

    /// With what it ends the run; `nil` where that goes on (section 13, decision 4).
    public var runError: RunError? {
        switch self {
        case .succeeded, .notRequired: nil
        case .rejected: .authInvalid
        case .locked: RunError(type: "auth", code: "auth_locked", message: "The source has locked the account.")
        case .interactionFailed: .interactionTimeout
        case .unreachable:
            RunError(type: "source", code: "source_not_available", message: "The source cannot be reached.")
        case .unknown: RunError(type: "session", code: "session_error", message: "The login failed.")
        }
    }
}
