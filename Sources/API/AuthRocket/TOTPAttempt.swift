import Credentials
import JSON
import Secrets
import Store

/// A code tried against TOTP devices of one user, within the limits of authrocket-v1.md section 17, decision 11.
struct TOTPAttempt {
    /// What became of it.
    enum Outcome {
        case accepted
        /// No device shows the code, or it was used before; whoever sends a code twice did not guess.
        case refused(isGuess: Bool)
        /// Not looked at: too many failures; try again after so many seconds.
        case limited(Int)
    }

    /// What a refused code is answered with (authrocket-v1.md section 5.6).
    static let failure = Failure.invalid("base", "Verification failed")

    private let code: VerificationCode
    private let devices: [(id: CredentialID, totp: TOTP)]
    private let grant: Grant<VerifyCredential>

    /// Credentials of other types count for nothing.
    init(_ code: VerificationCode, against credentials: [Credential], _ grant: Grant<VerifyCredential>) {
        self.code = code
        self.grant = grant
        devices = credentials.compactMap { credential in
            guard case .totp(let device) = credential.content, let key = Base32.decode(device.secret.reveal()) else {
                return nil
            }
            return (credential.id, TOTP(secret: key))
        }
    }

    /// Judges the code, in a transaction that must be committed whatever comes out: failures stay counted.
    ///
    /// Devices that are limited are passed over as long as there is another.
    func judge(_ store: inout Store) throws -> Outcome {
        let now = Timestamp.now
        var (wrong, waits, isRepeated): ([(CredentialID, GuessLimit)], [Int], Bool) = ([], [], false)
        for device in devices {
            guard let state = try store.lockedGuard(device.id, grant) else { continue }
            if let seconds = state.limit.wait(at: now) {
                waits.append(seconds)
            } else if let step = device.totp.matchingStep(for: code.text, at: now, after: nil) {
                if try store.useStep(step, of: device.id, grant) { return .accepted }
                isRepeated = true
            } else {
                wrong.append((device.id, state.limit))
            }
        }
        if isRepeated { return .refused(isGuess: false) }
        if wrong.isEmpty, let wait = waits.min() { return .limited(wait) }
        try count(wrong, at: now, &store)
        return .refused(isGuess: !wrong.isEmpty)
    }

    /// The question by which a right code of a device that has no failures is accepted outside a transaction; the code must be
    /// judged after `false`, and when there is no question.
    var acceptance: Question<Bool>? {
        let now = Timestamp.now
        for device in devices {
            guard let step = device.totp.matchingStep(for: code.text, at: now, after: nil) else { continue }
            return .useOfStep(step, of: device.id, grant)
        }
        return nil
    }

    private func count(
        _ wrong: [(id: CredentialID, limit: GuessLimit)], at now: Timestamp, _ store: inout Store
    ) throws {
        for (id, limit) in wrong {
            var limit = limit
            limit.fail(at: now)
            try store.setLimit(limit, of: id, grant)
        }
    }
}

extension Input {
    /// The code that a user read off a device: a text, or a number that lost its leading zeros (authrocket-v1.md section
    /// 5.2); `nil` for what is no code.
    ///
    /// - Throws: `invalid` when something else than an object stands under the root.
    func code(root: String) throws(Failure) -> VerificationCode? {
        switch try attributes(root: root).values["code"] {
        case .text(let text)?: VerificationCode(text)
        case .number(let number)?: number.int64.flatMap { VerificationCode(Int($0)) }
        default: nil
        }
    }
}
