import Credentials
import Foundation
import JSON
import Testing

extension Stack {
    /// Creates a human user with a name of their own.
    func newHuman(password: String = "a long phrase") throws -> JSONObject {
        let name = UUID().uuidString.lowercased()
        return try create(
            "users", "user",
            [
                "user_type": "human", "username": .text(name), "email": .text("\(name)@example.com"),
                "password": .text(password),
            ])
    }

    /// Creates a TOTP device, and the realm's provider for it when there is none yet.
    func newDevice(of user: String) throws -> JSONObject {
        try send("POST", "/v1/auth_providers", ["auth_provider": ["provider_type": "totp"]])
        return try create(
            "credentials", "credential", ["user_id": .text(user), "credential_type": "totp", "name": "Phone"])
    }

    /// The code that a device shows now.
    func code(of device: JSONObject) throws -> String {
        let totp = TOTP(secret: try #require(Base32.decode(try device.text("otp_secret"))))
        return totp.code(atStep: totp.step(at: .now))
    }
}
