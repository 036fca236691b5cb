import Credentials
import JSON
import MariaDB
import Testing

@testable import API

extension World {
    /// Creates an org in the default realm and returns its id.
    @discardableResult
    func newOrg(_ name: String, _ attributes: JSONObject = [:]) throws -> String {
        var attributes = attributes
        attributes["name"] = .text(name)
        return try send("POST", "/v1/orgs", ["org": .object(attributes)]).text("id")
    }

    /// Makes a user a member of an org, or gives them the membership without one, and returns it.
    @discardableResult
    func newMembership(of user: String, in org: String? = nil, _ attributes: JSONObject = [:]) -> Answer {
        var attributes = attributes
        attributes["user_id"] = .text(user)
        if let org { attributes["org_id"] = .text(org) }
        return send("POST", "/v1/memberships", ["membership": .object(attributes)])
    }

    /// The ids of the memberships that a query lists.
    func memberships(_ query: String) throws -> [String] {
        let answer = send("GET", "/v1/memberships?\(query)")
        try #require(answer.status == 200)
        return try answer.collection.map { try $0.text("id") }
    }

    /// Moves the end of a membership into the past.
    func expire(_ membership: String) throws {
        let id = try stored(membership, MembershipID.self)
        try #require(try execute("UPDATE memberships SET expires_at = '2020-01-01' WHERE id = \(id)") == 1)
    }
}

extension JSONObject {
    /// The object with another member, in its place in the order of names.
    func with(_ name: String, _ value: JSON) -> JSONObject {
        var (copy, ordered) = (self, JSONObject())
        copy[name] = value
        for name in ["id"] + copy.names.filter({ $0 != "id" }).sorted() { ordered[name] = copy[name] }
        return ordered
    }
}
