import Foundation

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
