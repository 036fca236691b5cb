import Credentials
import JSON

extension Input {
    /// What the app says of its own request, to be noted with the event: `request` beside the root or under it, or in
    /// the query, or as before 2015 `ip` and `client` by themselves. Anything but an object is ignored
    /// (authrocket-v1.md section 1.5).
    ///
    /// - Throws: `invalid` for more than 4 KiB or six levels.
    func annotation(root: String) throws(Failure) -> JSONObject {
        let rooted = if case .object(let object)? = body[root] { object } else { JSONObject() }
        let given =
            body["request"]?.objectOrEmptyList ?? rooted["request"]?.objectOrEmptyList
            ?? query["request"]?.objectOrEmptyList ?? Self.older(in: body, Self.older(in: rooted, JSONObject()))
        // As mostly, and nothing can be wrong with it.
        if given.isEmpty { return given }
        var reader = Attributes(values: ["request": .object(given)], coerces: false)
        let annotation = reader.object("request", bytes: 4096)
        try reader.check()
        return annotation.value ?? [:]
    }

    private static func older(in values: JSONObject, _ others: JSONObject) -> JSONObject {
        ["ip", "client"].reduce(into: others) { object, name in
            if case .text? = values[name] { object[name] = values[name] }
        }
    }

    /// An app's own id to filter by, which may come as an integer (section 17, decision 23).
    var reference: String? {
        get throws(Failure) {
            if let number = parameter("reference")?.integer { return String(number) }
            return try text("reference")
        }
    }
}

extension Call {
    /// The realm that a request acts in (authrocket-v1.md section 1.2): named in the attributes, in the body, in the
    /// query or in the header, or the one that the key is locked to.
    ///
    /// - Throws: `notFound` for what is no realm id, `invalid` for what is no text.
    func realmID(_ attributes: Attributes? = nil) throws(Failure) -> RealmID? {
        switch attributes?.values["realm_id"] ?? input.parameter("realm_id") ?? .null {
        case .null, .text(""):
            guard let realmHeader else { return caller.realmLock }
            return try found(RealmID(realmHeader))
        case .text(let named): return try found(RealmID(named))
        default: throw .invalid("realm_id", "Realm is not valid")
        }
    }

    /// The realm to create something in.
    ///
    /// - Throws: `invalid` when there is none.
    func requiredRealmID(_ attributes: Attributes) throws(Failure) -> RealmID {
        guard let realm = try realmID(attributes) else { throw .invalid("realm_id", "Realm can't be blank") }
        return realm
    }

    /// The realm to list.
    ///
    /// - Throws: `malformed` when there is none.
    func listedRealmID() throws(Failure) -> RealmID {
        guard let realm = try realmID() else { throw .malformed("Realm can't be blank") }
        return realm
    }
}
