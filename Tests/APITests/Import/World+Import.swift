import API
import Credentials
import JSON
import Secrets

extension World {
    /// An import of a file of that content into the default realm.
    func newImport(_ content: String = "file", realm: RealmID? = nil) throws -> UserImport {
        UserImport(try store(), of: Digest.sha256(Array(content.utf8)), into: realm ?? self.realm)
    }

    /// The names of the realm's users.
    func usernames() throws -> [String] {
        try send("GET", "/v1/users?max_results=1000").collection.map { try $0.text("username") }
    }
}

extension ImportBatch {
    /// Lines from a number on, each taken for 100 bytes.
    init(_ lines: [String], from first: Int = 1) {
        self.init()
        self.lines = lines.enumerated().map { Line(number: first + $0, text: Array($1.utf8)) }
        endLine = first + lines.count - 1
        endOffset = endLine * 100
    }

    init(_ users: [JSONObject], from first: Int = 1) {
        self.init(users.map { String(decoding: JSON.object($0).encoded(), as: UTF8.self) }, from: first)
    }
}

extension JSONObject {
    /// A human user of that name, as a line of an import has them; attributes may be added, replaced and, by null, removed.
    static func human(_ name: String, _ attributes: JSONObject = [:]) -> JSONObject {
        var user: JSONObject = [
            "user_type": "human", "username": .text(name), "email": .text("\(name)@example.com"),
            "password_hash": "$2b$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW",
        ]
        for (name, value) in attributes { user[name] = value == .null ? nil : value }
        return user
    }

    /// An API user with that key.
    static func robot(_ key: String, _ attributes: JSONObject = [:]) -> JSONObject {
        var user: JSONObject = ["user_type": "api", "api_key": .text(key)]
        for (name, value) in attributes { user[name] = value == .null ? nil : value }
        return user
    }
}
