import JSON
import Testing

extension FaultTests.GaleraTests {
    /// What is only deleted while it has nothing.
    enum Parent: String, CaseIterable {
        case source, agent

        fileprivate func new(by app: VaultUser) throws -> String {
            switch self {
            case .source: try app.newSource()
            case .agent: try app.post("agents", ["name": "Short-lived"]).text("id")
            }
        }

        /// Gives it something.
        fileprivate func addition(to id: String) -> (path: String, body: JSON) {
            switch self {
            case .source:
                let secrets: JSON = ["username": "ines", "password": "a long phrase"]
                let body: JSON = [
                    "source_id": .text(id), "auth_method": "username_password", "auth_credentials": secrets,
                ]
                return ("/v2/credentials", body)
            case .agent: return ("/v2/tasks", ["name": "Look", "agent_id": .text(id)])
            }
        }

        /// Counts what belongs to something that was deleted.
        fileprivate var orphans: String {
            switch self {
            case .source:
                """
                SELECT COUNT(*) FROM vault_credentials JOIN sources ON sources.id = source_id
                WHERE deleted AND status <> 'deleted'
                """
            case .agent:
                """
                SELECT COUNT(*) FROM tasks JOIN agents ON agents.id = agent_id
                WHERE agents.deleted AND NOT tasks.deleted
                """
            }
        }
    }

    @Test("what is deleted at one node gets nothing new at another", arguments: Parent.allCases)
    func deletions(of parent: Parent) {
        Promise.tell(
            "Galera, deletions of \(parent)s",
            "Each \(parent) is deleted, or gets something new at the same moment, and never both."
        ) { promise in
            try promise.beginAtTwoNodes(of: stack)
            let app = try VaultUser(stack, "V2_KEY")
            var outcomes: [String: Int] = [:]
            for _ in 0..<Scale.choose(short: 60, long: 300) {
                let id = try parent.new(by: app)
                let replies = try Crowd.act(2, on: stack) { wire, number in
                    if number == 0 { return wire.send("DELETE", "/v2/\(parent)s/\(id)") }
                    let (path, body) = parent.addition(to: id)
                    return wire.send("POST", path, body)
                }
                outcomes[replies.map(\.status).sorted().map(String.init).joined(separator: "+"), default: 0] += 1
            }
            promise.note("answers", outcomes.map { "\($0.key) ×\($0.value)" }.sorted().joined(separator: ", "))
            promise.expect("orphans", Int(try stack.rows(parent.orphans)[0][0]) ?? -1, exactly: 0)
            promise.expect("other-answers", outcomes.keys.count { !["200+404", "201+409"].contains($0) }, atMost: 0)
        }
    }
}
