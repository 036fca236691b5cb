import JSON
import Testing

extension World {
    /// Headers that name no default realm.
    static let anywhere = ["x-authrocket-realm": ""]

    /// Creates an app hook and returns it.
    func newHook(_ attributes: JSONObject = [:], key: String? = nil, headers: [String: String] = [:]) -> Answer {
        var attributes = attributes
        if attributes["destination"] == nil { attributes["destination"] = "https://example.com/hook" }
        return send("POST", "/v1/app_hooks", ["app_hook": .object(attributes)], key: key, headers: headers)
    }

    func hook(_ id: String, key: String? = nil) -> Answer {
        send("GET", "/v1/app_hooks/\(id)", key: key)
    }

    func changeHook(_ id: String, _ attributes: JSONObject) -> Answer {
        send("PUT", "/v1/app_hooks/\(id)", ["app_hook": .object(attributes)])
    }

    /// The notifications of an event as its own get shows them.
    func notifications(of event: String, key: String? = nil) throws -> [JSONObject] {
        guard case .array(let items)? = send("GET", "/v1/events/\(event)", key: key)["notifications"] else {
            throw WrongType()
        }
        return items.compactMap { if case .object(let object) = $0 { object } else { nil } }
    }

    /// The hooks that are told of the newest event of a type, anywhere in the account.
    func told(of type: String) throws -> [String] {
        let events = send("GET", "/v1/events?event_type=\(type)&max_results=1", headers: Self.anywhere).collection
        return try notifications(of: try #require(events.first).text("id")).map { try $0.text("app_hook_id") }
    }
}
