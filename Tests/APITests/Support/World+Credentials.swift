import Credentials
import JSON
import MariaDB
import Secrets
import TestDatabase
import Testing

extension World {
    /// A human user who has no credential at all.
    func newBareHuman() throws -> String {
        let user = try newHuman()
        send("DELETE", "/v1/credentials/\(try firstCredential(of: user))")
        return user
    }

    /// The id of a user's oldest credential.
    func firstCredential(of user: String) throws -> String {
        try #require(try credentials(of: user).first).text("id")
    }

    /// The credentials as they are embedded in their user.
    func credentials(of user: String) throws -> [JSONObject] {
        guard case .array(let items)? = send("GET", "/v1/users/\(user)")["credentials"] else { throw WrongType() }
        return items.compactMap { if case .object(let object) = $0 { object } else { nil } }
    }

    func credential(_ id: String, key: String? = nil) -> Answer {
        send("GET", "/v1/credentials/\(id)", key: key)
    }

    func change(_ id: String, _ attributes: JSONObject) -> Answer {
        send("PUT", "/v1/credentials/\(id)", ["credential": .object(attributes)])
    }

    func verify(_ id: String, _ code: JSON) -> Answer {
        send("POST", "/v1/credentials/\(id)/verify", ["credential": ["code": code]])
    }

    /// Changes the default realm.
    func changeRealm(_ attributes: JSONObject) throws {
        try #require(send("PUT", "/v1/realms/\(realm)", ["realm": .object(attributes)]).status == 200)
    }

    /// Makes another realm of the account and returns its id.
    func newRealm() throws -> String {
        try send("POST", "/v1/realms", ["realm": ["name": "Another"]]).text("id")
    }

    /// How many events tell of a change of the user.
    func changes(of user: String) throws -> Int {
        try events(of: user).count { $0 == "user.updated" }
    }

    /// Runs a statement behind the service's back and returns the rows it matched; what the service remembers of what was
    /// there before ends with it, so that nobody has to wait for that.
    @discardableResult
    func execute(_ sql: SQL) throws -> Int {
        defer { forgetRecent() }
        var session = try database.session()
        return try session.execute(sql)
    }

    /// One column of the rows that a statement finds.
    func column<Value: ColumnDecodable>(_ name: String, _ sql: SQL) throws -> [Value] {
        var session = try database.session()
        return try session.rows(sql) { try $0(name) }
    }
}

/// An id as the database holds it.
func stored<Kind>(_ id: String, _: Identifier<Kind>.Type) throws -> [UInt8] {
    try #require(Identifier<Kind>(id)).bytes
}
