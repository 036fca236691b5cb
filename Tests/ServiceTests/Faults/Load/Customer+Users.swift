import JSON

extension Customer {
    /// A hash that costs the service nothing, for users who never log in.
    private static let knownHash = "$2b$10$N9qo8uLOickgx2ZMRZoMyeIjZAgcfl7p92ldGxad68LJZdL17lhWy"

    @discardableResult
    mutating func createUser(_ kind: Entry.Kind, password: String? = nil) -> Reply {
        var entry = Entry(kind, newName())
        var body: JSONObject = [
            "user_type": kind == .machine ? "api" : "human", "username": .text(entry.name), "reference": "v0",
        ]
        if kind == .human { body["email"] = .text("\(entry.name)@example.com") }
        if let password {
            body["password"] = .text(password)
        } else if kind == .human {
            body["password_hash"] = .text(Self.knownHash)
        }
        let reply = send(
            kind == .machine ? .createMachine : .createUser, "POST", "/v1/users", ["user": .object(body)], right: 201)
        entry.wrote(0, reply.outcome)
        (entry.id, entry.key) = (reply.text("id"), reply.text("api_key"))
        add(entry)
        return reply
    }

    mutating func updateUser() -> Reply {
        guard let index = any(.human, where: \.isThere) else { return createUser(.human) }
        let value = entries[index].next
        let reply = send(
            .updateUser, "PUT", "/v1/users/\(entries[index].name)", ["user": ["reference": .text("v\(value)")]],
            right: 200)
        note(index, wrote: value, reply)
        return reply
    }

    mutating func readUser() -> Reply {
        guard let index = any(.human, where: { _ in true }) else { return createUser(.human) }
        let entry = entries[index]
        let reply = send(.readUser, "GET", "/v1/users/\(entry.name)", right: 200, 404)
        compare(.readUser, index, reply, reply.text("reference"))
        if reply.status == 200, reply.text("username") != entry.name { contradict(.readUser, "another user") }
        return reply
    }

    mutating func deleteUser() -> Reply {
        let name = owner.name
        guard let index = any(.human, where: { $0.isThere && $0.name != name }) else { return createUser(.human) }
        let reply = send(.deleteUser, "DELETE", "/v1/users/\(entries[index].name)", right: 204)
        note(index, wrote: nil, reply)
        return reply
    }

    mutating func verifyKey() -> Reply {
        guard let index = any(.machine, where: { $0.key != nil }), let key = entries[index].key else {
            return createUser(.machine)
        }
        let reply = send(.verifyKey, "POST", "/v1/users/authenticate_key", ["api_key": .text(key)], right: 200)
        if reply.status == 200, reply.text("username") != entries[index].name { contradict(.verifyKey, "another user") }
        return reply
    }

    mutating func wrongKey() -> Reply {
        send(.wrongKey, "POST", "/v1/users/authenticate_key", ["api_key": .text("wrong-\(newName())")], right: 401)
    }

    mutating func verifyPassword() -> Reply {
        let reply = send(
            .verifyPassword, "POST", "/v1/users/\(owner.name)/authenticate", ["password": .text(password)], right: 200)
        if reply.status == 200, reply.text("username") != owner.name { contradict(.verifyPassword, "another user") }
        return reply
    }
}
