import JSON

extension Customer {
    /// Creates a credential of `/v2` under an idempotency key: an unanswered creation is repeated until it is answered.
    mutating func createSecret() -> Reply {
        var entry = pending ?? Entry(.secret, newName())
        let body: JSON = [
            "source_id": .text(estate.source), "auth_method": "username_password", "external_id": .text(entry.name),
            "auth_credentials": ["username": "v0", "password": "a long phrase"],
        ]
        let reply = send(
            .createSecret, "POST", "/v2/credentials", body, headers: "Idempotency-Key: \(entry.name)\r\n", right: 201)
        entry.wrote(0, reply.outcome)
        entry.id = reply.text("id")
        pending = reply.outcome.isAnswer ? nil : entry
        if pending == nil { add(entry) }
        return reply
    }

    mutating func updateSecret() -> Reply {
        guard let index = any(.secret, where: \.isThere), let id = entries[index].id else { return createSecret() }
        let value = entries[index].next
        let body: JSON = ["auth_credentials": ["username": .text("v\(value)"), "password": "another phrase"]]
        let reply = send(.updateSecret, "PATCH", "/v2/credentials/\(id)", body, right: 200)
        note(index, wrote: value, reply)
        return reply
    }

    mutating func readSecret() -> Reply {
        guard let index = any(.secret, where: \.isThere), let id = entries[index].id else { return createSecret() }
        let reply = send(.readSecret, "GET", "/v2/credentials/\(id)", right: 200)
        compare(.readSecret, index, reply, reply.text("auth_credentials", "username"))
        return reply
    }

    mutating func deleteSecret() -> Reply {
        guard let index = any(.secret, where: \.isThere), let id = entries[index].id else { return createSecret() }
        let reply = send(.deleteSecret, "DELETE", "/v2/credentials/\(id)", right: 200)
        note(index, wrote: nil, reply)
        return reply
    }

    /// Does one thing of this kind, or makes what it needs first.
    mutating func perform(_ operation: Operation) -> Reply {
        switch operation {
        case .createUser: createUser(.human)
        case .updateUser: updateUser()
        case .readUser: readUser()
        case .deleteUser: deleteUser()
        case .createMachine: createUser(.machine)
        case .verifyKey: verifyKey()
        case .wrongKey: wrongKey()
        case .createDevice: createDevice()
        case .updateDevice: updateDevice()
        case .readDevice: readDevice()
        case .deleteDevice: deleteDevice()
        case .verifyCode: verifyCode()
        case .verifyPassword: verifyPassword()
        case .createSecret: createSecret()
        case .updateSecret: updateSecret()
        case .readSecret: readSecret()
        case .deleteSecret: deleteSecret()
        }
    }
}
