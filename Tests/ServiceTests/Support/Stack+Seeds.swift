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

    /// The code that a device shows now, or so many steps of its clock later.
    func code(of device: JSONObject, later steps: Int64 = 0) throws -> String {
        let totp = TOTP(secret: try #require(Base32.decode(try device.text("otp_secret"))))
        return totp.code(atStep: totp.step(at: .now) + steps)
    }

    /// Creates a TOTP device that has been used.
    func newActiveDevice(of user: String) throws -> JSONObject {
        let device = try newDevice(of: user)
        let body: JSON = ["credential": ["code": .text(try code(of: device, later: -1))]]
        let answer = try send("POST", "/v1/credentials/\(try device.text("id"))/verify", body)
        try #require(answer.status == 200, "verify: \(answer.status)")
        return device
    }
}
