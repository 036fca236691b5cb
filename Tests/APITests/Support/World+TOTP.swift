import Credentials
import JSON
import MariaDB
import Testing

extension World {
    /// A new device of a user, in a realm that has the provider for it.
    func newDevice(of user: String) throws -> Device {
        if send("GET", "/v1/auth_providers/totp").status == 404 { _ = try newProvider("totp") }
        let answer = newCredential("totp", of: user, ["name": "iPhone"])
        return Device(
            id: try answer.text("id"), secret: try #require(Base32.decode(try answer.text("otp_secret"))))
    }

    /// Moves the times of all that was counted against a device into the past.
    func age(_ device: Device, seconds: Int) throws {
        let id = try stored(device.id, CredentialID.self)
        try execute(
            """
            UPDATE totp_guards SET first_failure_at = first_failure_at - INTERVAL \(seconds) SECOND,
                last_failure_at = last_failure_at - INTERVAL \(seconds) SECOND
            WHERE credential_id = \(id)
            """)
    }

    /// Tries wrong codes and returns the statuses.
    func fail(_ device: Device, times: Int) -> [Int] {
        (0..<times).map { _ in verify(device.id, .text(device.wrongCode())).status }
    }
}

/// Somebody's phone.
struct Device {
    let id: String
    let secret: [UInt8]

    private var totp: TOTP { TOTP(secret: secret) }

    /// The code that the phone shows, or did or will so many steps away.
    func code(_ offset: Int64 = 0) -> String {
        totp.code(atStep: step + offset)
    }

    /// The present step.
    var step: Int64 { totp.step(at: .now) }

    /// A code of no step nearby.
    func wrongCode() -> String {
        let near = (-5...5).map { code($0) }
        return ["000000", "111111", "222222", "333333", "444444", "555555", "666666", "777777", "888888", "999999"]
            .first { !near.contains($0) } ?? "123456"
    }

    /// Waits until a step has begun that is not about to end, so that offsets mean the same to both sides.
    static func settle() async throws {
        while Timestamp.now.seconds % 30 > 20 { try await Task.sleep(for: .milliseconds(200)) }
    }
}
