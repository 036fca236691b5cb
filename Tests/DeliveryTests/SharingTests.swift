import Credentials
import Delivery
import Foundation
import MariaDB
import Store
import Synchronization
import TestDatabase
import TestReceiver
import Testing

@Suite("Deliverers that share the work")
struct SharingTests {
    let outbox: Outbox

    init() throws {
        outbox = try Outbox()
    }

    @Test("two deliver 200 events, each once")
    func twoDeliverers() throws {
        let receiver = try Receiver()
        try outbox.newHook(receiver.url)
        let others = try outbox.newDeliverer()
        try outbox.delivering {
            try outbox.record(200)
            try wait(for: "all to be delivered") {
                try outbox.states() == [.completed] && outbox.notifications().count == 200
            }
        }
        #expect(others.stop())
        #expect(receiver.received.count == 200)
        #expect(Set(receiver.received.compactMap { $0.headers["webhook-id"] }).count == 200)
        #expect(try outbox.notifications().allSatisfy { $0.attempts == 1 })
    }

    @Test("a notification is claimed by one of many, until its lease ends")
    func claims() throws {
        try outbox.newHook("http://127.0.0.1:1/")
        try outbox.record(5)
        let claimed = Mutex<[HookNotificationID]>([])
        let (now, outbox) = (Timestamp.now, outbox)
        DispatchQueue.concurrentPerform(iterations: 8) { _ in
            do {
                var store = try outbox.store()
                for _ in 0..<20 {
                    let claim = try store.claimNotification(
                        at: now, leaseUntil: now.adding(seconds: 60), passingOver: [])
                    if let claim { claimed.withLock { $0.append(claim.item) } }
                }
            } catch {
                Issue.record(error)
            }
        }
        #expect(claimed.withLock { $0.count } == 5 && claimed.withLock { Set($0).count } == 5)
        var store = try outbox.store()
        #expect(try store.claimNotification(at: now, leaseUntil: now, passingOver: []) == nil)
        let later = now.adding(seconds: 61)
        let again = try #require(try store.claimNotification(at: later, leaseUntil: later, passingOver: []))
        #expect(again.attempt == 2)
    }

    @Test("the row of a claim that is being made is passed over, not waited for")
    func skipped() throws {
        try outbox.newHook("http://127.0.0.1:1/")
        try outbox.record(2)
        let ids = try outbox.notifications().map(\.id)
        var session = try outbox.database.session()
        try session.begin()
        _ = try session.rows("SELECT id FROM notifications WHERE id = \(ids[0]) FOR UPDATE") { _ in }
        var store = try outbox.store()
        let now = Timestamp.now
        let claim = try store.claimNotification(at: now, leaseUntil: now.adding(seconds: 60), passingOver: [])
        #expect(claim?.item == ids[1])
        try session.rollback()
    }

    @Test("a late failure of a claim that was lost says nothing, a late success is one")
    func lateReports() throws {
        try outbox.newHook("http://127.0.0.1:1/")
        try outbox.record()
        var store = try outbox.store()
        let now = Timestamp.now
        let lost = try #require(try store.claimNotification(at: now, leaseUntil: now, passingOver: []))
        let held = try #require(
            try store.claimNotification(at: now, leaseUntil: now.adding(seconds: 60), passingOver: []))
        try store.settle(lost, DeliveryReport(.failed, result: "HTTP 500"))
        #expect(try outbox.states() == [.inProgress])
        try store.settle(lost, DeliveryReport(.completed, result: "HTTP 200"))
        #expect(try outbox.states() == [.completed])
        try store.settle(held, DeliveryReport(.failed, result: "HTTP 500"))
        #expect(try outbox.states() == [.completed])
    }

    @Test("a deliverer that is killed loses nothing: what it held is delivered after the lease")
    func killed() throws {
        let receiver = try Receiver { [slow] _ in slow.isRaised ? .silence : .answer(200) }
        try outbox.newHook(receiver.url)
        try outbox.newHook(receiver.url)
        try outbox.record(10)
        let process = try DelivererProcess(outbox)
        try wait(for: "requests in flight") { receiver.received.count >= 4 }
        process.kill()
        let held = try outbox.notifications().filter { $0.attempts > 0 }
        #expect(held.count >= 4 && held.allSatisfy { $0.state == .inProgress && $0.lastAttempt?.result == nil })
        slow.lower()
        try outbox.delivering {
            try wait(for: "what was not held") {
                try outbox.notifications().count { $0.state == .completed } == 20 - held.count
            }
            #expect(try outbox.notifications().filter { $0.state == .inProgress }.count == held.count)
            try outbox.hurry()
            try wait(for: "what was held") { try outbox.states() == [.completed] }
        }
        let ids = receiver.received.compactMap { $0.headers["webhook-id"] }
        #expect(Set(ids) == Set(try outbox.notifications().map(\.id.description)))
    }

    private let slow = Flag()

    @Test("one that is told to stop settles what it has in flight and ends")
    func stopped() throws {
        let receiver = try Receiver { [slow] _ in
            while slow.isRaised { usleep(1000) }
            return .answer(200)
        }
        try outbox.newHook(receiver.url)
        try outbox.record(10)
        let process = try DelivererProcess(outbox)
        try wait(for: "requests in flight") { receiver.received.count == 2 }
        process.terminate()
        try wait(for: "the signal to be seen") { process.log.contains("draining") }
        slow.lower()
        #expect(process.status == 0)
        let notifications = try outbox.notifications()
        #expect(notifications.count { $0.state == .completed } == receiver.received.count)
        #expect(notifications.allSatisfy { $0.attempts == 0 || $0.state == .completed } && receiver.received.count < 10)
    }

    @Test("a hook that does not answer holds half of the threads at most, and the others are told")
    func fairness() throws {
        let silent = try Receiver { [slow] _ in
            while slow.isRaised { usleep(1000) }
            return .answer(200)
        }
        let prompt = try Receiver()
        try outbox.newHook(silent.url) { $0.eventTypes = [.userCreated] }
        try outbox.record(40)
        try outbox.newHook(prompt.url)
        try outbox.record(5)
        try outbox.delivering {
            defer { slow.lower() }
            try wait(for: "the others") { prompt.received.count == 5 }
            #expect(silent.received.count == 2)
        }
    }

    @Test("old notifications are swept, and none that is in progress")
    func sweeping() throws {
        try outbox.newHook("http://127.0.0.1:1/") { $0.delay = 3600 }
        try outbox.record(3)
        var session = try outbox.database.session()
        let ids = try outbox.notifications().map(\.id)
        for (index, days) in [31, 31, 29].enumerated() {
            let id = HookNotificationID.lowest(at: .now.adding(seconds: -days * 86_400))
            let moved = HookNotificationID(number: id.number + UInt128(index))
            try session.execute("UPDATE notifications SET id = \(moved) WHERE id = \(ids[index])")
        }
        try session.execute(
            "UPDATE notifications SET state = 'completed', next_attempt_at = NULL ORDER BY id DESC LIMIT 2")
        try outbox.delivering {
            try wait(for: "the sweep") { try outbox.notifications().count == 2 }
        }
        #expect(try outbox.notifications().map(\.state) == [.inProgress, .completed])
    }
}
