import Credentials
import JSON
import Secrets

/// How a credential's secrets are handed to a worker: in the answer as it is, or sealed to a key that the worker names
/// (deck-v2.md section 9.2, rule 8).
enum ReleasedPayload {
    case plain
    case sealed(RecipientKey)

    /// The purpose that recipients must name, beside run, credential and version.
    static let purpose = "credence auth-credentials"

    /// The member of the answer that holds the secrets.
    func member(_ payload: VaultPayload, of run: TaskRunID, _ credential: VaultCredential) throws -> JSONObject {
        guard case .sealed(let key) = self else { return ["auth_credentials": .object(payload.released)] }
        let sealed = try key.seal(
            JSON.object(payload.released).encoded(), for: Self.purpose,
            context: "\(run) \(credential.id) \(credential.version)")
        return [
            "sealed_auth_credentials": [
                "suite": .text(RecipientKey.suite),
                "encapsulated_key": .text(sealed.encapsulatedKey),
                "ciphertext": .text(sealed.ciphertext),
            ]
        ]
    }
}

extension DeckAttributes {
    /// How the worker wants the secrets.
    mutating func release() -> ReleasedPayload {
        guard let text = text("recipient_public_key").value else { return .plain }
        if let key = RecipientKey(base64: text) { return .sealed(key) }
        refuse("recipient_public_key", "must be the 32 bytes of an X25519 public key in base64.")
        return .plain
    }
}
