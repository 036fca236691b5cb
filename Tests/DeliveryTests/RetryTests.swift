import Credentials
import Outgoing
import Secrets
import Synchronization
import TestDatabase
import TestReceiver
import Testing

@Suite("Retries")
struct RetryTests {
    let outbox: Outbox

    init() throws {
        outbox = try Outbox()
    }

    /// What is said of the one notification.
    private func told() throws -> HookNotification {
        try #require(try outbox.notifications().first)
    }

    @Test("whatever is no success is tried again", arguments: [199, 300, 302, 400, 401, 404, 410, 429, 500, 503])
    func statuses(status: Int) throws {
        // An interim status is followed by another one.
        let receiver = try Receiver { _ in status < 200 ? .raw(Array("HTTP/1.1 199 x\r\n\r\n".utf8)) : .answer(status) }
        try outbox.newHook(receiver.url)
        try outbox.record()
        try outbox.deliver()
        #expect(try told().state == .inProgress && told().attempts == 1)
        #expect(try told().lastAttempt?.result == (status < 200 ? "Request failed (52)" : "HTTP \(status)"))
    }

    @Test("every status of success is one", arguments: [200, 201, 202, 204, 299])
    func success(status: Int) throws {
        let receiver = try Receiver { _ in .raw(Array("HTTP/1.1 \(status) x\r\nConnection: close\r\n\r\n".utf8)) }
        try outbox.newHook(receiver.url)
        try outbox.record()
        try outbox.deliver()
        #expect(try told().state == .completed && outbox.nextAttempts() == [nil])
    }

    @Test("a server that does not answer in time is tried again")
    func silence() throws {
        let receiver = try Receiver { _ in .silence }
        try outbox.newHook(receiver.url)
        try outbox.record()
        try outbox.deliver(timeout: .milliseconds(300))
        #expect(try told().state == .inProgress && told().lastAttempt?.result == "Timed out")
    }

    @Test("a server that is not there is tried again")
    func absence() throws {
        try outbox.newHook("http://127.0.0.1:1/")
        // Too long a name for any resolver to ask for.
        try outbox.newHook("http://\(String(repeating: "a", count: 64)).invalid/")
        try outbox.record()
        try outbox.deliver()
        #expect(try outbox.notifications().map { $0.lastAttempt?.result } == ["Connection failed", "Host is unknown"])
        #expect(try outbox.states() == [.inProgress])
    }

    @Test("an endless answer with a status of success is one")
    func endless() throws {
        let receiver = try Receiver { _ in
            .raw(Array("HTTP/1.1 200 OK\r\n\r\n".utf8) + [UInt8](repeating: 7, count: 3 << 20))
        }
        try outbox.newHook(receiver.url)
        try outbox.record()
        try outbox.deliver()
        #expect(try told().state == .completed)
    }

    @Test("pauses grow as the schedule says, and the last failure is the end")
    func schedule() throws {
        let receiver = try Receiver { _ in .answer(500) }
        try outbox.newHook(receiver.url)
        try outbox.record()
        for (index, pause) in [60, 300, 900, 3600, 21_600].enumerated() {
            let before = Timestamp.now
            try outbox.deliver()
            let next = try #require(try outbox.nextAttempts().first ?? nil)
            let range = before.adding(seconds: pause)...Timestamp.now.adding(seconds: pause)
            #expect(try range.contains(next) && told().attempts == index + 1)
            try outbox.hurry(endIn: 48 * 3600)
        }
        try outbox.hurry(endIn: 21_000)
        try outbox.deliver()
        #expect(try told().state == .failed && told().attempts == 6 && told().lastAttempt?.result == "HTTP 500")
        #expect(try outbox.nextAttempts() == [nil] && receiver.received.count == 6)
    }

    @Test("a success after failures is one")
    func recovery() throws {
        let receiver = try Receiver { request in
            request.headers["x"] == nil && flaky.next() ? .answer(500) : .answer(200)
        }
        try outbox.newHook(receiver.url)
        try outbox.record()
        try outbox.deliver()
        #expect(try told().state == .inProgress)
        try outbox.hurry()
        try outbox.deliver()
        #expect(try told().state == .completed && told().attempts == 2 && receiver.received.count == 2)
    }

    private let flaky = Once()

    @Test("what is overdue since long is tried all the same")
    func overdue() throws {
        let receiver = try Receiver()
        try outbox.newHook(receiver.url)
        try outbox.record()
        try outbox.hurry(endIn: -3600)
        try outbox.deliver()
        #expect(try told().state == .completed)
    }

    @Test("a hook is told after its delay")
    func delay() throws {
        let receiver = try Receiver()
        try outbox.newHook(receiver.url) { $0.delay = 3600 }
        let prompt = try outbox.newHook(receiver.url)
        try outbox.record()
        try outbox.deliver()
        let states = try outbox.notifications().map { ($0.appHook == prompt.id, $0.state) }
        #expect(states.allSatisfy { $0.1 == ($0.0 ? .completed : .inProgress) } && states.count == 2)
        #expect(receiver.received.count == 1)
        try outbox.hurry()
        try outbox.deliver()
        #expect(try outbox.states() == [.completed] && receiver.received.count == 2)
    }

    @Test("a hook that is inactive or gone when its time comes is told nothing", arguments: [true, false])
    func canceled(isDeleted: Bool) throws {
        let receiver = try Receiver()
        var hook = try outbox.newHook(receiver.url)
        try outbox.record(3)
        hook.state = .inactive
        if isDeleted { try outbox.delete(hook) } else { try outbox.update(hook) }
        try outbox.deliver()
        #expect(try outbox.states() == [.canceled] && receiver.connections == 0)
        #expect(try told().lastAttempt?.result == "App hook is inactive or deleted")
        #expect(try outbox.nextAttempts() == [nil, nil, nil])
    }

    @Test("a hook that was changed is told at its new address, signed with its new secret")
    func changed() throws {
        let (old, new) = (try Receiver(), try Receiver())
        var hook = try outbox.newHook(old.url)
        try outbox.record()
        hook.destination = Secret(new.url)
        try outbox.update(hook)
        try outbox.deliver()
        #expect(old.connections == 0 && new.received.count == 1)
    }

    @Test("an address that is not permitted is not connected to, and the reason is told")
    func refused() throws {
        let receiver = try Receiver()
        try outbox.newHook("http://localhost:\(receiver.port)/")
        try outbox.record()
        try outbox.deliver(policy: AddressPolicy())
        #expect(try told().lastAttempt?.result == "Address is not permitted" && receiver.connections == 0)
        #expect(try told().state == .inProgress)
    }

    @Test("what cannot be opened is tried again later, and others are told meanwhile")
    func sealed() throws {
        let receiver = try Receiver()
        let broken = try outbox.newHook(receiver.url)
        try outbox.newHook(receiver.url)
        try outbox.record()
        try outbox.database.execute("UPDATE app_hooks SET destination = REVERSE(destination) ORDER BY id LIMIT 1")
        try outbox.deliver()
        let (failed, fine) = (
            try outbox.notifications().filter { $0.appHook == broken.id },
            try outbox.notifications().filter { $0.appHook != broken.id }
        )
        #expect(failed.map(\.state) == [.inProgress] && failed.map(\.lastAttempt?.result) == ["Internal error"])
        #expect(fine.map(\.state) == [.completed])
    }
}

/// Says yes once.
private final class Once: Sendable {
    private let isNext = Mutex(true)

    func next() -> Bool {
        isNext.withLock { isNext in
            defer { isNext = false }
            return isNext
        }
    }
}
