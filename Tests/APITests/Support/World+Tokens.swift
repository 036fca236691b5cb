import Credentials
import JSON
import Secrets
import Store
import Testing

@testable import API

extension World {
    /// Logs a user in, as handlers do it.
    func issueToken(
        for user: String, by method: LoginMethod = .password, at now: Timestamp = .now, request: JSONObject = [:]
    ) throws -> String {
        var store = try store()
        let id = try #require(UserID(user))
        let grant: Grant<AuthenticateUser> = try grant(&store)
        let found = try #require(try store.user(id, grant))
        return try store.transaction {
            try issueLoginToken(for: found, by: method, request: request, grant, at: now, &$0)
        }.reveal()
    }

    /// Leave to do something in the default realm.
    func grant<Asked: Operation>(_ store: inout Store) throws -> Grant<Asked> {
        let caller = Caller(key: .init(number: 1), account: account, permission: .manage, realmLock: nil)
        return try #require(try store.policy(of: realm)).grant(Asked.self, to: caller)
    }

    /// The claims of a token that the realm's present key has signed, checked as an app would.
    func claims(of token: String) throws -> JSONObject {
        let parsed = try #require(CompactToken(token))
        let answer = send("GET", "/v1/realms/\(realm)")
        let (algorithm, key) = (try answer.text("jwt_algo"), try answer.text("jwt_key"))
        let signer =
            try algorithm == "hs256"
            ? TokenSigner.hs256(secret: Array(key.utf8)) : TokenSigner.rs256(publicPEM: key)
        try #require(try signer.signed(parsed))
        guard case .object(let claims) = try JSON(parsing: parsed.claims) else { throw WrongType() }
        return claims
    }
}

extension JSONObject {
    /// A member that must be an integer.
    func integer(_ name: String) throws -> Int64 {
        guard case .number(let number) = try #require(self[name]) else { throw WrongType() }
        return try #require(number.int64)
    }
}

extension World {
    /// Begins a session of a user, and returns the answer.
    func newSession(of user: String, _ attributes: JSONObject = [:]) throws -> Answer {
        var attributes = attributes
        attributes["user_id"] = .text(user)
        let answer = send("POST", "/v1/sessions", ["session": .object(attributes)])
        try #require(answer.status == 201)
        return answer
    }

    /// The status of a request for a session.
    func sessionStatus(_ name: String, key: String? = nil) -> Int {
        send("GET", "/v1/sessions/\(name)", key: key).status
    }

    /// A token of some claims, signed with any key under any header.
    func forge(_ claims: JSONObject, _ signer: TokenSigner, header: JSONObject) throws -> String {
        try signer.sign(header: TokenHeader(json: JSON.object(header).encoded()), claims: JSON.object(claims).encoded())
            .reveal()
    }

    /// How many events there are, of all kinds.
    func eventCount() throws -> Int {
        send("GET", "/v1/events?max_results=1000").collection.count
    }
}
