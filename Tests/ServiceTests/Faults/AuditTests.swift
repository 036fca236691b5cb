import JSON
import Testing

extension FaultTests {
    /// Whether the stories would notice.
    @Suite(.serialized, .stack(settings: ["CREDENCE_V2_RATE": "0"])) struct AuditTests {
        let stack: Stack

        init() throws {
            stack = try #require(Stack.running)
        }

        @Test("what is changed behind the clients' backs is found out") func findsFaults() throws {
            let tally = try Load.run(on: stack, clients: 2) { try $0.goOn(for: 300) }
            #expect(tally.wrongs == [] && tally.failures.isEmpty)
            var wire = try Wire(to: stack)
            let users = tally.entries.filter { $0.kind == .human && $0.isThere }.suffix(2).map(\.name)
            #expect(wire.send("DELETE", "/v1/users/\(users[0])").status == 204)
            #expect(wire.send("PUT", "/v1/users/\(users[1])", ["user": ["reference": "v999"]]).status == 200)
            let secret = try #require(tally.entries.first { $0.kind == .secret && $0.isThere })
            let source = wire.send("GET", "/v2/credentials/\(secret.id ?? "")").text("source_id") ?? ""
            let twin: JSON = ["source_id": .text(source), "external_id": .text(secret.name)]
            #expect(wire.send("POST", "/v2/credentials", twin).status == 201)

            let audit = try Audit(of: tally.entries, on: stack)
            #expect(audit.faults.mapValues(\.count) == [.lost: 1, .wrong: 1, .doubled: 1])
            #expect(audit.checked >= tally.entries.count { $0.isThere })
        }
    }
}
