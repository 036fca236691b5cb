import Credentials
import MariaDB
import Store
import TestDatabase
import Testing

@Suite("Store: sources and agents that are taken away and put back")
struct VaultDeletionTests {
    private let deployment: Deployment
    private let organization: OrganizationID

    init() throws {
        deployment = try Deployment()
        organization = try deployment.newOrganization()
    }

    /// The columns of the table that a deletion must not change, and how each is told apart from one that was left out.
    private func columns(of table: String) throws -> [(name: String, preset: String?)] {
        var session = try deployment.database.session()
        return try session.rows(
            """
            SELECT column_name AS name, column_default AS preset FROM information_schema.columns
            WHERE table_schema = DATABASE() AND table_name = \(table) AND column_name NOT IN ('deleted', 'updated_at')
            """
        ) { (name: try $0("name"), preset: try $0("preset")) }
    }

    /// What stands in those columns of the one row with that id, none of it the column's default.
    private func row<Kind>(_ id: Identifier<Kind>, of table: String) throws -> [String: String] {
        var row: [String: String] = [:]
        for (name, preset) in try columns(of: table) {
            let place = "FROM \(table) WHERE HEX(id) = '\(hex(id))'"
            let values: [String?] = try deployment.column(
                "value", SQL(stringLiteral: "SELECT HEX(\(name)) AS value \(place)"))
            row[name] = try #require(values.first ?? nil, "the test must give \(name) a value")
            guard let preset else { continue }
            let isPreset: [Int] = try deployment.column(
                "value", SQL(stringLiteral: "SELECT \(name) <=> (\(preset)) AS value \(place)"))
            try #require(isPreset == [0], "the test must give \(name) a value that is not its default")
        }
        return row
    }

    private func hex<Kind>(_ id: Identifier<Kind>) -> String {
        id.bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16, uppercase: true) }.joined()
    }

    @Test("nothing of a source's row is lost with its deletion")
    func source() throws {
        let grant = try deployment.grant(WriteSource.self, in: organization)
        let field = SourceAuth.DeclaredField(key: "branch", label: "Branch", isRequired: true, isSecret: true)
        let auth = SourceAuth(methods: [.usernamePassword], fields: [field])
        let source = Source(id: new(), name: "Bank", url: "https://example.com", auth: auth, updatedAt: .now)
        var store = try deployment.store()
        try store.insert(source, grant)
        let before = try row(source.id, of: "sources")
        #expect(before.count >= 5)
        try store.transaction { store in
            let locked = try #require(try store.lockedSource(source.id, grant))
            try store.delete(locked, at: .now, grant)
        }
        #expect(try row(source.id, of: "sources") == before)
        #expect(try store.source(source.id, grant) == nil)
    }

    @Test("nothing of an agent's row is lost with its deletion")
    func agent() throws {
        let grant = try deployment.grant(WriteAgent.self, in: organization)
        let agent = Agent(id: new(), name: "Robot", updatedAt: .now)
        var store = try deployment.store()
        try store.insert(agent, grant)
        let before = try row(agent.id, of: "agents")
        #expect(before.count >= 3)
        try store.transaction { store in
            let locked = try #require(try store.lockedAgent(agent.id, grant))
            try store.delete(locked, at: .now, grant)
        }
        #expect(try row(agent.id, of: "agents") == before)
        #expect(try store.agent(agent.id, grant) == nil)
    }

    @Test("outside of a transaction neither is touched")
    func withoutTransaction() throws {
        let (sources, agents) = (
            try deployment.grant(WriteSource.self, in: organization),
            try deployment.grant(WriteAgent.self, in: organization)
        )
        let source = Source(id: new(), name: nil, url: "https://example.com", auth: nil, updatedAt: .now)
        let agent = Agent(id: new(), name: "Robot", updatedAt: .now)
        var store = try deployment.store()
        try store.insert(source, sources)
        try store.insert(agent, agents)
        #expect(throws: MariaDBError.self) { try store.delete(source, at: .now, sources) }
        #expect(throws: MariaDBError.self) { try store.delete(agent, at: .now, agents) }
        #expect(try store.source(source.id, sources) != nil && store.agent(agent.id, agents) != nil)
    }
}
