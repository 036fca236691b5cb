import Foundation
import JSON

/// Other people's services on loopback (`Clients/elsewhere.py`): an OAuth server, and a receiver of webhooks.
struct Elsewhere {
    /// What it knows its client `shop` by.
    let clientSecret = "secret-" + UUID().uuidString
    private let script: Script

    /// Starts it.
    init() throws {
        script = try Script("\(Repository.clients)/elsewhere.py", environment: ["OAUTH_CLIENT_SECRET": clientSecret])
    }

    /// Where it is, without a slash at the end.
    var url: String { script.firstLine }
}

extension Elsewhere {
    /// What a browser brings back to the app from a login page here: a code and the state.
    func logIn(at page: String) throws -> JSONObject {
        let arguments = ["--silent", "--output", "/dev/null", "--write-out", "%{redirect_url}", page]
        let location = try Command("/usr/bin/curl", arguments, environment: [:]).text
        let items = URLComponents(string: location)?.queryItems ?? []
        guard Set(items.map(\.name)) == ["code", "state"] else { throw NotReady(what: "a login elsewhere") }
        return items.reduce(into: JSONObject()) { $0[$1.name] = .text($1.value ?? "") }
    }
}
