import Credentials
import JSON

/// Devices whose clocks are as wrong as the service's, and whose codes are tried again and again.
struct Authenticators {
    private struct Device {
        let id: String
        let totp: TOTP
        let step: Int64
    }

    private let stack: Stack
    private let user: String
    private var devices: [Device] = []
    /// Codes that should have been accepted.
    private(set) var refused = 0
    /// How often codes were tried that had been accepted before, and how often they were accepted again.
    private(set) var repetitions = 0
    private(set) var twice = 0

    init(_ stack: Stack) throws {
        self.stack = stack
        user = try stack.newHuman().text("id")
    }

    /// Tries every code once more that was ever accepted, then the code of a new device twice.
    mutating func tryCodes(clock seconds: Int) throws {
        for device in devices { try repeatCode(of: device) }
        let object = try stack.newDevice(of: user)
        let totp = TOTP(secret: Base32.decode(try object.text("otp_secret")) ?? [])
        let step = totp.step(at: Timestamp.now.adding(seconds: seconds))
        let device = Device(id: try object.text("id"), totp: totp, step: step)
        guard try accepts(device) else { return refused += 1 }
        try repeatCode(of: device)
        devices.append(device)
    }

    private mutating func repeatCode(of device: Device) throws {
        repetitions += 1
        if try accepts(device) { twice += 1 }
    }

    private func accepts(_ device: Device) throws -> Bool {
        let code = JSON.text(device.totp.code(atStep: device.step))
        return try stack.send("POST", "/v1/credentials/\(device.id)/verify", ["credential": ["code": code]]).status
            == 200
    }
}
