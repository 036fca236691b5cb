import JSON

/// Looks at the objects of one client of a load.
struct Auditor {
    var wire: Wire
    private(set) var audit = Audit()

    init(wire: Wire) {
        self.wire = wire
    }

    mutating func check(_ entries: [Entry]) {
        for entry in entries {
            switch entry.kind {
            case .human, .machine: checkUser(entry)
            case .device: if let id = entry.id { checkDevice(entry, id) }
            case .secret: checkSecret(entry)
            }
        }
        checkDevices(entries.filter { $0.kind == .device })
    }

    /// A user is there with what they were created with, and one event tells of it.
    private mutating func checkUser(_ entry: Entry) {
        let reply = wire.send("GET", "/v1/users/\(entry.name)")
        guard isThere(entry, reply) else { return }
        if let fault = entry.fault(reading: reply.text("reference")) {
            return audit.note(entry, fault, reply.text("reference") ?? "")
        }
        let hasKey = reply.object.objects("credentials").contains { $0.text(at: ["credential_type"]) == "api_key" }
        let isWhole = entry.kind == .machine ? hasKey : reply.text("email") == "\(entry.name)@example.com"
        guard isWhole, let id = reply.text("id") else { return audit.note(entry, .half) }
        let events = wire.send("GET", "/v1/events?event_type=user.created&user_id=\(id)")
        guard events.status == 200 else { return audit.note(entry, .unread, "events \(events.status)") }
        switch events.object.objects("collection").count {
        case 0: audit.note(entry, .half, "no event")
        case 1: audit.note(entry, nil)
        default: audit.note(entry, .doubled, "events")
        }
    }

    private mutating func checkDevice(_ entry: Entry, _ id: String) {
        let reply = wire.send("GET", "/v1/credentials/\(id)")
        guard isThere(entry, reply) else { return }
        audit.note(entry, entry.fault(reading: reply.text("name")), reply.text("name") ?? "")
    }

    /// A device whose creation was not answered has no known id, so its owner's devices are counted.
    private mutating func checkDevices(_ devices: [Entry]) {
        guard let first = devices.first else { return }
        let reply = wire.send("GET", "/v1/users/\(first.name)")
        guard reply.status == 200 else { return audit.note(first, .unread, "\(reply.status)") }
        let there = reply.object.objects("credentials").count { $0.text(at: ["credential_type"]) == "totp" }
        let (least, most) = (devices.count { $0.isThere }, devices.count { $0.mayBeThere })
        audit.note(first, there < least ? .lost : there > most ? .doubled : nil, "\(there), not \(least) to \(most)")
    }

    /// A credential of `/v2`: at most one has the external id.
    private mutating func checkSecret(_ entry: Entry) {
        let reply = wire.send("GET", "/v2/credentials?external_id=\(entry.name)")
        guard reply.status == 200 else { return audit.note(entry, .unread, "\(reply.status)") }
        let found = reply.object.objects("data").filter { $0.text(at: ["status"]) != "deleted" }
        guard found.count < 2 else { return audit.note(entry, .doubled, "\(found.count)") }
        guard let secret = found.first else { return audit.note(entry, entry.fault(reading: Int?.none)) }
        let value = secret.text(at: ["auth_credentials", "username"])
        audit.note(entry, entry.fault(reading: value), value ?? "")
    }

    /// Whether there is something to look at further; when not, that was noted.
    private mutating func isThere(_ entry: Entry, _ reply: Reply) -> Bool {
        switch reply.status {
        case 200: return true
        case 404: audit.note(entry, entry.fault(reading: Int?.none))
        default: audit.note(entry, .unread, "\(reply.status) \(reply.outcome)")
        }
        return false
    }
}
