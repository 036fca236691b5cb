import Foundation
import Synchronization
import Testing

extension FaultTests.RacesTests {
    @Test("a revoked access key opens nothing a second later") func revocation() {
        Promise.tell("Revoked access key", "It is refused everywhere within 1 s.") { promise in
            let ends = try (1...Scale.choose(short: 2, long: 10)).map { round in
                try round.isMultiple(of: 2) ? revokeVaultKey() : revokeAccessKey()
            }
            promise.expect("longest-acceptance", ends.map(\.acceptance).max() ?? .zero, atMost: .seconds(1))
            promise.note("clients", ends.reduce(0) { $0 + $1.clients })
            promise.expect("clients-not-refused-in-the-end", ends.reduce(0) { $0 + $1.unrefused }, atMost: 0)
        }
    }

    /// What became of a key.
    private struct End {
        /// How long after its revocation it was last accepted.
        let acceptance: Duration
        let clients: Int
        /// How many clients were not refused when they tried it for the last time.
        let unrefused: Int
    }

    private func revokeAccessKey() throws -> End {
        let key = try run(
            "access-key", "create", "--account", try stack.value("CREDENCE_LEGACY_ACCOUNT"), "--permission", "read")
        let realm = try stack.value("CREDENCE_REALM")
        return try end(
            of: "X-Authrocket-Api-Key: \(key)\r\nX-Authrocket-Realm: \(realm)\r\n", at: "/v1/realms/\(realm)",
            revokedBy: "access-key", "revoke", String(key.prefix { $0 != "-" }))
    }

    private func revokeVaultKey() throws -> End {
        let name = "revoked-\(UInt32.random(in: 0...(.max)))"
        let organization = try stack.value("CREDENCE_V2_ORGANIZATION")
        let key = try run("v2", "key", "create", "--organization", organization, "--name", name)
        let line = try run("v2", "key", "list").split(separator: "\n").first { $0.hasSuffix("\t\(name)") }
        let id = try #require(line?.split(separator: "\t").first, "the list of keys does not have the new one")
        return try end(
            of: "Authorization: Bearer \(key)\r\n", at: "/v2/test", revokedBy: "v2", "key", "revoke", String(id))
    }

    private func run(_ arguments: String...) throws -> String {
        let command = try stack.attempt(["credence"] + arguments)
        guard command.status == 0 else { throw CommandFailed(arguments, command) }
        return command.text.trimmingCharacters(in: .newlines)
    }

    /// What becomes of a key that is revoked while clients try it without a pause, and go on for longer than it may work.
    private func end(of key: String, at path: String, revokedBy command: String...) throws -> End {
        let (revocation, last) = (Revocation(), Collector<Reply>())
        let replies = try Crowd.act(17, on: stack) { [stack] wire, number in
            if number == 0 {
                usleep(500_000)
                let isDone = (try? stack.attempt(["credence"] + command))?.status == 0
                revocation.happened(isDone ? .now : nil)
            }
            var reply = wire.send("GET", path, identity: key)
            var accepted = reply
            while number > 0, !revocation.isLongAgo {
                reply = wire.send("GET", path, identity: key)
                if reply.isAcknowledged { accepted = reply }
            }
            if number > 0 { last.add(reply) }
            return accepted
        }
        guard let time = revocation.time else { throw NotReady(what: "a revoked key") }
        let accepted = replies.filter(\.isAcknowledged)
        guard accepted.count >= 16 else { throw NotReady(what: "a key that was accepted before") }
        return End(
            acceptance: max(.zero, accepted.map { $0.end - time }.max() ?? .zero), clients: last.all.count,
            unrefused: last.all.count(otherThan: 401, 403))
    }
}

/// When a key was revoked, for the clients that go on using it.
private final class Revocation: Sendable {
    private static let patience = Scale.limit(.seconds(1)) + .seconds(2)

    private let state = Mutex<(time: ContinuousClock.Instant?, isOver: Bool)>((nil, false))

    /// When it was; `nil` before, and when it failed.
    var time: ContinuousClock.Instant? { state.withLock { $0.time } }

    /// Whether there is nothing more to see.
    var isLongAgo: Bool {
        state.withLock { state in state.isOver && state.time.map { .now - $0 > Self.patience } ?? true }
    }

    /// Notes when it happened, or that it failed.
    func happened(_ time: ContinuousClock.Instant?) {
        state.withLock { $0 = (time, true) }
    }
}
