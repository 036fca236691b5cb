import Credentials
import JSON

/// An object of each kind to write to.
struct Objects {
    let world: World
    let human: String

    private let robot: String
    private var paths: [String: (path: String, root: String)] = [:]
    private var drafts: [String: JSONObject] = [:]

    init() throws {
        world = try World()
        human = try world.newHuman("sally")
        robot = try world.newRobot()
        try addRealmAndUsers()
        try addProviders()
        try addCredentials()
        try addOrgs()
        try addHook()
    }

    /// Writes attributes to the object.
    func put(_ owner: String, _ attributes: JSONObject) -> Answer {
        guard let (path, root) = paths[owner] else { return world.send("PUT", "/nowhere") }
        return world.send("PUT", path, .object([root: .object(attributes)]))
    }

    /// Creates another object of the kind, valid but for the attributes.
    func post(_ owner: String, _ attributes: JSONObject) -> Answer {
        guard let (path, root) = paths[owner], var draft = drafts[owner] else { return world.send("POST", "/nowhere") }
        for (name, value) in attributes { draft[name] = value }
        let collection = path.split(separator: "/").dropLast().joined(separator: "/")
        return world.send("POST", "/\(collection)", .object([root: .object(draft)]))
    }

    private mutating func addRealmAndUsers() throws {
        paths["realm"] = ("/v1/realms/\(world.realm)", "realm")
        drafts["realm"] = ["name": "New"]
        paths["human"] = ("/v1/users/\(human)", "user")
        drafts["human"] = [
            "user_type": "human", "username": "x", "email": "x@example.com", "password": "correct horse",
        ]
        paths["robot"] = ("/v1/users/\(robot)", "user")
        drafts["robot"] = ["user_type": "api"]
    }

    private mutating func addOrgs() throws {
        let org = try world.newOrg("Acme")
        paths["org"] = ("/v1/orgs/\(org)", "org")
        drafts["org"] = ["name": "New"]
        paths["membership"] = (
            "/v1/memberships/\(try world.newMembership(of: human, in: org).text("id"))", "membership"
        )
        drafts["membership"] = ["user_id": .text(human)]
    }

    private mutating func addProviders() throws {
        let rules = try world.send("GET", "/v1/auth_providers/password").text("id")
        paths["rules"] = ("/v1/auth_providers/\(rules)", "auth_provider")
        let other = try world.send("POST", "/v1/realms", ["realm": ["name": "Other"]]).text("id")
        world.send("DELETE", "/v1/auth_providers/password?realm_id=\(other)")
        drafts["rules"] = ["provider_type": "password", "realm_id": .text(other)]
        let settings: JSONObject = [
            "client_id": "id", "authorization_endpoint": "https://a.example/a", "token_endpoint": "https://a.example/t",
            "userinfo_endpoint": "https://a.example/u",
        ]
        paths["oauth2"] = ("/v1/auth_providers/\(try world.newProvider("oauth2", settings))", "auth_provider")
        drafts["oauth2"] = settings
        drafts["oauth2"]?["provider_type"] = "oauth2"
        try world.newProvider("totp")
        try world.newProvider("github", ["client_id": "id"])
    }

    private mutating func addHook() throws {
        let draft: JSONObject = ["destination": "https://example.com/"]
        let id = try world.send("POST", "/v1/app_hooks", ["app_hook": .object(draft)]).text("id")
        paths["hook"] = ("/v1/app_hooks/\(id)", "app_hook")
        drafts["hook"] = draft
    }

    private mutating func addCredentials() throws {
        let drafts: [(type: String, user: String, JSONObject)] = [
            ("totp", human, ["name": "Phone"]), ("github", human, ["provider_user_id": "1"]), ("api_key", robot, [:]),
        ]
        for (type, user, attributes) in drafts {
            let id = try world.newCredential(type, of: user, attributes).text("id")
            paths[type] = ("/v1/credentials/\(id)", "credential")
            self.drafts[type] = attributes
            self.drafts[type]?["credential_type"] = .text(type)
            self.drafts[type]?["user_id"] = .text(user)
        }
        let password = try world.send("GET", "/v1/users/\(human)").credentialID
        paths["password"] = ("/v1/credentials/\(password)", "credential")
        let other = try world.newHuman("other")
        let second = try world.send("GET", "/v1/users/\(other)").credentialID
        world.send("DELETE", "/v1/credentials/\(second)")
        self.drafts["password"] = [
            "credential_type": "password", "user_id": .text(other), "password": "correct horse",
        ]
    }
}

extension Answer {
    /// The id of a user's first credential.
    var credentialID: String {
        get throws {
            guard case .array(let credentials)? = self["credentials"], case .object(let first)? = credentials.first
            else { throw WrongType() }
            return try first.text("id")
        }
    }
}
