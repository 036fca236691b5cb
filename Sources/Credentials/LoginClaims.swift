public import JSON

/// What a login token tells whoever verifies it (authrocket-v1.md section 12.2).
public struct LoginClaims: Sendable, Equatable {
    /// The session's id, or where none is kept a random text.
    public let token: String
    /// Who logged in.
    public let user: User
    /// When; never in the future, where the PHP client would refuse it.
    public let issuedAt: Timestamp
    /// When the token ends; every token has an end, for the clients read it unconditionally.
    public let expiresAt: Timestamp
    /// The user's memberships, where the realm's tokens carry them.
    public let memberships: [MembershipClaim]

    /// Describes a token.
    public init(
        token: String, user: User, issuedAt: Timestamp, expiresAt: Timestamp, memberships: [MembershipClaim]
    ) {
        self.token = token
        self.user = user
        self.issuedAt = issuedAt
        self.expiresAt = expiresAt
        self.memberships = memberships
    }

    /// The claims, with those that only some realms' tokens carry.
    public func object(_ fields: [JWTField]) -> JSONObject {
        var object: JSONObject = [
            "tk": .text(token), "iat": .seconds(issuedAt), "exp": .seconds(expiresAt),
            "aud": .text(user.realm.description), "uid": .text(user.id.description), "un": .text(user.username),
            "n": .text(user.name),
        ]
        object["fn"] = user.firstName.map(JSON.text)
        object["ln"] = user.lastName.map(JSON.text)
        if fields.contains(.custom) { object["cs"] = .object(user.custom) }
        if fields.contains(.memberships) { object["m"] = .array(memberships.map { .object($0.object(fields)) }) }
        return object
    }
}

extension JSON {
    /// A time as the clients want it in tokens: whole seconds, rounded down.
    fileprivate static func seconds(_ time: Timestamp) -> JSON {
        .number(JSONNumber(Int(time.seconds)))
    }
}
