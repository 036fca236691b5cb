import Credentials
import JSON
import JSONSchema
import Store

/// What an app says of a run that is to begin (deck-v2.md section 6.3).
struct TaskRunRequest {
    let credential: String?
    let source: String?
    let session: String?
    let input: JSON?

    /// What the run is to have, locked and found to go together.
    struct Parts {
        let credential: VaultCredential?
        let source: SourceID
        var session: VaultSession
        let isNewSession: Bool

        /// What runs come one after the other.
        var lane: RunLaneID {
            if let credential, credential.method == .usernamePassword {
                RunLaneID(number: credential.id.number)
            } else {
                RunLaneID(number: session.id.number)
            }
        }
    }

    /// Looks up and locks what the request names.
    ///
    /// - Throws: `notFound`, `malformed` or `conflict` on the field that is wrong (sections 4 and 12, U16 and U17).
    func parts(
        _ store: inout Store, within limits: VaultLimits, at now: Timestamp, _ grant: VaultGrant<WriteTaskRun>
    ) throws -> Parts {
        let credential = try credential.map { text in
            let known = try VaultCredentialID(text).flatMap { try store.lockedCredential($0, grant) }
            return try found(known, .notFound("credential"), field: "credential_id")
        }
        if credential?.status == .deleted {
            throw Failure.conflict(.credentialDeleted, "The credential is deleted.", field: "credential_id")
        }
        if credential?.status == .invalid, limits.refusesInvalidCredentials {
            throw Failure.conflict(
                .credentialInvalid, "The source refused the credential: update it first.", field: "credential_id")
        }
        let source = try sourceID(of: credential, &store, grant)
        guard let text = session else {
            let session = VaultSession(
                id: IdentifierGenerator.shared.next(), organization: grant.organization, credential: credential?.id,
                updatedAt: now)
            return Parts(credential: credential, source: source, session: session, isNewSession: true)
        }
        let session = try found(
            try VaultSessionID(text).flatMap { try store.lockedSession($0, grant) }, .notFound("session"),
            field: "session_id")
        guard session.credential == credential?.id else {
            throw Failure.conflict(
                .sessionCredentialMismatch, "The session belongs to another credential.", field: "session_id")
        }
        guard session.isOpen(at: now) else {
            throw Failure.conflict(.sessionEnded, "The session has ended.", field: "session_id")
        }
        return Parts(credential: credential, source: source, session: session, isNewSession: false)
    }

    private func sourceID(
        of credential: VaultCredential?, _ store: inout Store, _ grant: VaultGrant<WriteTaskRun>
    ) throws -> SourceID {
        guard let text = source else {
            guard let credential else { throw Failure.missing("credential_id") }
            return credential.source
        }
        let source = try found(
            try SourceID(text).flatMap { try store.source($0, grant) }, .sourceNotFound, field: "source_id")
        guard credential == nil || credential?.source == source.id else {
            throw Failure.refused("source_id", "source_id must be the credential's source.", .sourceInvalid)
        }
        return source.id
    }
}

extension DeckAttributes {
    /// What a run is to be given. Values that cannot be any object's id name none.
    mutating func runRequest() -> TaskRunRequest {
        TaskRunRequest(
            credential: text("credential_id").value, source: text("source_id").value,
            session: text("session_id").value, input: json("input", bytes: TaskRun.longestValue).value)
    }
}

extension VaultTask {
    /// - Throws: `malformed` with each place of the input that breaks the task's schema.
    func check(input: JSON?) throws {
        try Self.check(try validate(input: input ?? [:]).map { ("input", $0.pointer) })
    }

    /// The same for what a run came up with.
    func check(output: JSON?) throws {
        try Self.check(try validate(output: output ?? .null).map { ("output", $0.pointer) })
    }

    private static func check(_ problems: [(name: String, pointer: String)]) throws(Failure) {
        guard !problems.isEmpty else { return }
        throw Failure(
            .malformed, "Input is not valid",
            problems: problems.map { problem in
                let field = problem.name + problem.pointer.replacing("/", with: ".")
                return Failure.Problem(
                    field: field, message: "\(field) breaks the task's schema.", kind: .inputInvalid)
            })
    }
}
