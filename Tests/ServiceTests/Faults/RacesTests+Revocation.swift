import Foundation
import Synchronization
import Testing

extension FaultTests.RacesTests {
    @Test("a revoked access key opens nothing a second later") func revocation() {
        Promise.tell("Revoked access key", "It is refused everywhere within 1 s.") { promise in
            var longest = Duration.zero
            for round in 1...Scale.choose(short: 2, long: 10) {
                longest = max(longest, try round.isMultiple(of: 2) ? revokeVaultKey() : revokeAccessKey())
            }
            promise.expect("longest-acceptance", longest, atMost: .seconds(1))
        }
    }

    private func revokeAccessKey() throws -> Duration {
        let key = try run(
            "access-key", "create", "--account", try stack.value("CREDENCE_LEGACY_ACCOUNT"), "--permission", "read")
        let realm = try stack.value("CREDENCE_REALM")
        return try acceptance(
            of: "X-Authrocket-Api-Key: \(key)\r\nX-Authrocket-Realm: \(realm)\r\n", at: "/v1/realms/\(realm)",
            revokedBy: "access-key", "revoke", String(key.prefix { $0 != "-" }))
    }

    private func revokeVaultKey() throws -> Duration {
        let name = "revoked-\(UInt32.random(in: 0...(.max)))"
        let organization = try stack.value("CREDENCE_V2_ORGANIZATION")
        let key = try run("v2", "key", "create", "--organization", organization, "--name", name)
        let line = try run("v2", "key", "list").split(separator: "\n").first { $0.hasSuffix("\t\(name)") }
        let id = try #require(line?.split(separator: "\t").first, "the list of keys does not have the new one")
        return try acceptance(
            of: "Authorization: Bearer \(key)\r\n", at: "/v2/test", revokedBy: "v2", "key", "revoke", String(id))
    }

    private func run(_ arguments: String...) throws -> String {
        let command = try stack.attempt(["credence"] + arguments)
        guard command.status == 0 else { throw CommandFailed(arguments, command) }
        return command.text.trimmingCharacters(in: .newlines)
    }

    /// How long after its revocation a key was last accepted, by clients that never stop trying.
    private func acceptance(of key: String, at path: String, revokedBy command: String...) throws -> Duration {
        let revocation = Revocation()
        let replies = try Crowd.act(17, on: stack) { [stack] wire, number in
            if number == 0 {
                usleep(500_000)
                let isDone = (try? stack.attempt(["credence"] + command))?.status == 0
                revocation.happened(isDone ? .now : nil)
            }
            var last = wire.send("GET", path, identity: key)
            while number > 0, !revocation.isLongAgo {
                let reply = wire.send("GET", path, identity: key)
                if reply.isAcknowledged { last = reply }
            }
            return last
        }
        guard let time = revocation.time else { throw NotReady(what: "a revoked key") }
        let accepted = replies.filter(\.isAcknowledged)
        guard accepted.count >= 16 else { throw NotReady(what: "a key that was accepted before") }
        return max(.zero, accepted.map { $0.end - time }.max() ?? .zero)
    }
}

/// When a key was revoked, for the clients that go on using it.
private final class Revocation: Sendable {
    private let state = Mutex<(time: ContinuousClock.Instant?, isOver: Bool)>((nil, false))

    /// When it was; `nil` before, and when it failed.
    var time: ContinuousClock.Instant? { state.withLock { $0.time } }

    /// Whether there is nothing more to see.
    var isLongAgo: Bool {
        state.withLock { state in state.isOver && state.time.map { .now - $0 > .seconds(3) } ?? true }
    }

    /// Notes when it happened, or that it failed.
    func happened(_ time: ContinuousClock.Instant?) {
        state.withLock { $0 = (time, true) }
    }
}
