import Credentials
import JSON

extension Customer {
    private static let mostDevices = 25

    mutating func createDevice() -> Reply {
        guard entries.count(where: { $0.kind == .device && $0.mayBeThere }) < Self.mostDevices else {
            return updateDevice()
        }
        var entry = Entry(.device, owner.name)
        let body: JSON = ["user_id": .text(owner.id ?? ""), "credential_type": "totp", "name": "v0"]
        let reply = send(.createDevice, "POST", "/v1/credentials", ["credential": body], right: 201)
        entry.wrote(0, reply.outcome)
        (entry.id, entry.key) = (reply.text("id"), reply.text("otp_secret"))
        add(entry)
        return reply
    }

    mutating func updateDevice() -> Reply {
        guard let index = any(.device, where: \.isThere), let id = entries[index].id else { return createDevice() }
        let value = entries[index].next
        let body: JSON = ["name": .text("v\(value)")]
        let reply = send(.updateDevice, "PUT", "/v1/credentials/\(id)", ["credential": body], right: 200)
        note(index, wrote: value, reply)
        return reply
    }

    mutating func readDevice() -> Reply {
        guard let index = any(.device, where: { $0.id != nil }), let id = entries[index].id else {
            return createDevice()
        }
        let reply = send(.readDevice, "GET", "/v1/credentials/\(id)", right: 200, 404)
        compare(.readDevice, index, reply, reply.text("name"))
        return reply
    }

    mutating func deleteDevice() -> Reply {
        guard let index = any(.device, where: \.isThere), let id = entries[index].id else { return createDevice() }
        let reply = send(.deleteDevice, "DELETE", "/v1/credentials/\(id)", right: 204)
        note(index, wrote: nil, reply)
        return reply
    }

    /// Tries the code that a device shows now, which is right once and wrong ever after; not, when nobody knows whether it
    /// was used.
    mutating func verifyCode() -> Reply {
        guard let index = any(.device, where: \.isThere), let (id, code, step) = code(of: entries[index]) else {
            return createDevice()
        }
        let known = entries[index].step
        if let known, known.number >= step, !known.isUsed { return updateDevice() }
        let isUsed = known.map { $0.number >= step } ?? false
        let reply = send(
            .verifyCode, "POST", "/v1/credentials/\(id)/verify", ["credential": ["code": .text(code)]],
            right: isUsed ? 422 : 200)
        if !isUsed { note(index, step: step, isUsed: reply.isAcknowledged) }
        return reply
    }

    private func code(of entry: Entry) -> (id: String, code: String, step: Int64)? {
        guard let id = entry.id, let secret = entry.key.flatMap({ Base32.decode($0) }) else { return nil }
        let totp = TOTP(secret: secret)
        let step = totp.step(at: .now)
        return (id, totp.code(atStep: step), step)
    }
}
