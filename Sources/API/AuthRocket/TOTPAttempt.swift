import Credentials
import JSON
import Secrets
import Store

/// A code tried against a TOTP credential.
struct TOTPAttempt {
    /// What became of it.
    enum Outcome {
        case accepted
        case refused
        /// Not looked at: too many failures; try again after so many seconds.
        case limited(Int)
    }

    /// What a refused code is answered with (authrocket-v1.md section 5.6).
    static let failure = Failure.invalid("base", "Verification failed")

    private let credential: Credential
    private let totp: TOTP
    private let code: VerificationCode
    private let grant: Grant<VerifyCredential>
    private let request: JSONObject

    /// - Throws: ``failure`` for a credential of another type and for a missing code, neither of which is a guess.
    init(_ call: Call, _ credential: Credential, _ grant: Grant<VerifyCredential>) throws {
        request = try call.input.annotation(root: "credential")
        let submitted = try call.input.attributes(root: "credential").values["code"]
        guard case .totp(let device) = credential.content, let key = Base32.decode(device.secret.reveal()),
            let code = submitted.flatMap(VerificationCode.init(json:))
        else { throw Self.failure }
        self.credential = credential
        self.code = code
        self.grant = grant
        totp = TOTP(secret: key)
    }

    /// Judges the code in one transaction, which commits whatever comes out: failures stay counted.
    func make(_ store: inout Store) throws -> Outcome {
        try store.transaction { store in
            let now = Timestamp.now
            var state = try found(try store.lockedGuard(credential.id, grant))
            if let seconds = state.limit.wait(at: now) { return .limited(seconds) }
            if let step = totp.matchingStep(for: code.text, at: now, after: nil) {
                // A code that was used before is refused, but whoever sends it twice did not guess.
                guard try store.useStep(step, of: credential.id, grant) else { return .refused }
                try activate(&store)
                return .accepted
            }
            state.limit.fail(at: now)
            try store.setLimit(state.limit, of: credential.id, grant)
            return .refused
        }
    }

    private func activate(_ store: inout Store) throws {
        guard try store.activate(credential.id, grant) else { return }
        try store.record(.userUpdated, of: credential.subject, in: grant.policy.account, request: request)
    }
}

extension VerificationCode {
    /// A code as a text, or as a number that lost its leading zeros (authrocket-v1.md section 5.2).
    fileprivate init?(json: JSON) {
        switch json {
        case .text(let text): self.init(text)
        case .number(let number):
            guard let integer = number.int64 else { return nil }
            self.init(Int(integer))
        default: return nil
        }
    }
}
