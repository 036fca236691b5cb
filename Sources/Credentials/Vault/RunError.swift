public import JSON

/// Why a task run failed; the same shape as an element of a failed call's envelope (deck-v2.md section 1.3).
public struct RunError: Sendable, Equatable {
    /// Whose fault it is.
    public let type: String
    /// What went wrong.
    public let code: String
    /// A sentence for humans.
    public let message: String
    /// The input that caused it, if one did.
    public let field: String?

    /// Describes an error.
    public init(type: String, code: String, message: String, field: String? = nil) {
        self.type = type
        self.code = code
        self.message = message
        self.field = field
    }

    /// The source refused the credential.
    public static let authInvalid = RunError(
        type: "auth", code: "auth_invalid", message: "The source refused the credential.")
    /// The user did not answer in time.
    public static let interactionTimeout = RunError(
        type: "interaction", code: "interaction_timeout", message: "The interaction was not completed in time.")
    /// The worker was not heard of any more.
    public static let sessionTimeout = RunError(
        type: "session", code: "timeout", message: "The session ended unexpectedly.")
    /// The run took longer than its task allows.
    public static let taskTimeout = RunError(type: "task", code: "timeout", message: "The task took too long.")
    /// The credential was deleted before the run began.
    public static let credentialDeleted = RunError(
        type: "auth", code: "credential_deleted", message: "The credential is deleted.")

    /// What a completed run came up with was not kept.
    public static let outputWithheld = RunError(
        type: "task", code: "output_withheld",
        message: "The credential was changed or deleted meanwhile, so the output could not be searched for secrets.")

    /// The error as JSON.
    public var json: JSON {
        var object: JSONObject = ["type": .text(type), "code": .text(code)]
        object["field"] = field.map(JSON.text)
        object["message"] = .text(message)
        return .object(object)
    }
}
