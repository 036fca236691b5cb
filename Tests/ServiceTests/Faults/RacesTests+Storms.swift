import JSON
import Testing

extension FaultTests.RacesTests {
    /// A request that changes a credential or deletes it.
    private struct Change: Sendable {
        let method: String
        let path: String
        let body: JSON?
    }

    @Test("updates and deletions of one credential, all at once, leave it deleted") func storms() {
        Promise.tell(
            "Storms on a credential", "Whatever the order of updates and deletions, the deletion is the end."
        ) { promise in
            var (late, updates, deletions, others) = (0, 0, [Int](), 0)
            for round in 1...Scale.choose(short: 4, long: 40) {
                let isVault = round.isMultiple(of: 2)
                let path = try isVault ? newSecret() : newDevice()
                let replies = try storm(on: path, isVault: isVault)
                let ends = replies.filter(isDeletion)
                deletions.append(ends.count)
                updates += replies.count { $0.isAcknowledged && !isDeletion($0) }
                others += replies.count { !$0.outcome.isAnswer }
                if let end = ends.map(\.end).min() {
                    late += replies.count { $0.isAcknowledged && !isDeletion($0) && $0.start > end }
                }
                if isVault { try expectDeletedSecret(path, &promise) } else { try expectDeletedDevice(path, &promise) }
            }
            promise.note("updates", updates)
            promise.expect("fewest-deletions", deletions.min() ?? 0, atLeast: 1)
            promise.expect("updates-after-deletion", late, atMost: 0)
            promise.expect("neither-done-nor-refused", others, atMost: 0)
        }
    }

    /// Four in five change it, the others delete it after a few changes.
    private func storm(on path: String, isVault: Bool) throws -> [Reply] {
        let value: JSON = isVault ? ["external_id": "another"] : ["credential": ["name": "Another"]]
        return try Crowd.act(40, turns: 6, on: stack) { wire, number in
            let deletes = number.isMultiple(of: 5) && Int.random(in: 0..<4) == 0
            return deletes ? wire.send("DELETE", path) : wire.send(isVault ? "PATCH" : "PUT", path, value)
        }
    }

    private func isDeletion(_ reply: Reply) -> Bool {
        reply.status == 204 || reply.status == 200 && reply.object["deleted"] == .bool(true)
    }

    private func expectDeletedSecret(_ path: String, _ promise: inout Promise) throws {
        var wire = try Wire(to: stack)
        let shown = wire.send("GET", path)
        if shown.text("status") != "deleted" || shown.object["auth_credentials"] != [:] {
            promise.breach("\(path) is \(shown.status) \(shown.text("status") ?? "nothing")")
        }
        if wire.send("PATCH", path, ["external_id": "after"]).isAcknowledged { promise.breach("\(path) lives on") }
    }

    private func expectDeletedDevice(_ path: String, _ promise: inout Promise) throws {
        var wire = try Wire(to: stack)
        for (method, body) in [("GET", nil), ("PUT", ["credential": ["name": "After"]]), ("DELETE", nil)]
            as [(String, JSON?)]
        {
            let status = wire.send(method, path, body).status
            if status != 404 { promise.breach("\(method) \(path): \(status)") }
        }
    }

    private func newDevice() throws -> String {
        "/v1/credentials/\(try stack.newDevice(of: try stack.newHuman().text("id")).text("id"))"
    }

    private func newSecret() throws -> String {
        var wire = try Wire(to: stack)
        let body: JSON = [
            "source_id": .text(try newSource()), "auth_method": "username_password",
            "auth_credentials": ["username": "u", "password": "a long phrase"],
        ]
        return "/v2/credentials/\(try wire.send("POST", "/v2/credentials", body).object.text("id"))"
    }
}
