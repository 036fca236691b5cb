import JSON
import Testing

@testable import API

extension Vault {
    /// What creates an event destination that is told of all events, unless told otherwise.
    static func destination(url: String, _ more: JSONObject = [:], webhook: JSONObject = [:]) -> JSON {
        var (body, hook): (JSONObject, JSONObject) = (["name": "App", "events": ["*"]], ["url": .text(url)])
        for (name, value) in webhook { hook[name] = value }
        body["webhook"] = .object(hook)
        for (name, value) in more { body[name] = value }
        return .object(body)
    }

    /// Creates an event destination and returns its id.
    func newDestination(_ more: JSONObject = [:], webhook: JSONObject = [:]) throws -> String {
        let body = Self.destination(url: "https://app.example/hook", more, webhook: webhook)
        return try send("POST", "/v2/event-destinations", body).text("id")
    }

    /// What a destination was or is to be told of, newest first.
    func deliveries(to destination: String, _ query: String = "") -> [JSONObject] {
        send("GET", "/v2/event-destinations/\(destination)/event-deliveries\(query)").data
    }
}
