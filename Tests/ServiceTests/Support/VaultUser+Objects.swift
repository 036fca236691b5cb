import JSON
import Testing

extension VaultUser {
    /// Creates a source and returns its id.
    func newSource(at url: String = "http://127.0.0.1:1/login") throws -> String {
        try post("sources", ["type": "website", "website": ["url": .text(url)]]).text("id")
    }

    /// Creates a credential with user name and password and returns its id.
    func newCredential(
        of source: String? = nil, password: String = "correct-horse", fields: JSON = [:],
        headers: [String: String] = [:]
    ) throws -> String {
        let body: JSON = [
            "source_id": .text(try source ?? newSource()), "auth_method": "username_password",
            "auth_credentials": ["username": "ines", "password": .text(password), "source_fields": fields],
        ]
        let answer = try send("POST", "credentials", body, headers: headers)
        try #require(answer.status == 201, "\(answer.problems)")
        return try answer.text("id")
    }

    /// The task that proves a login.
    func loginTask() throws -> String {
        let page = try get("tasks?limit=100")
        guard case .array(let items)? = page["data"] else { throw WrongType(name: "data") }
        for case .object(let task) in items where task["name"] == "Verify login" { return try task.text("id") }
        throw WrongType(name: "Verify login")
    }

    /// Begins a run with a credential and returns its id.
    func newRun(of task: String? = nil, with credential: String) throws -> String {
        try post("tasks/\(try task ?? loginTask())/run", ["credential_id": .text(credential)]).text("id")
    }
}
