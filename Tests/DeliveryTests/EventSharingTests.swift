import Credentials
import Delivery
import Foundation
import MariaDB
import Store
import Synchronization
import TestDatabase
import TestReceiver
import Testing

@Suite("Deliverers that share the events")
struct EventSharingTests {
    let box: EventBox

    init() throws {
        box = try EventBox()
    }

    @Test("two deliver 100 events, each once")
    func twoDeliverers() throws {
        let receiver = try Receiver()
        let destination = try box.newDestination(receiver.url)
        let others = try box.outbox.newDeliverer()
        try box.delivering {
            try box.record(100)
            try wait(for: "all to be delivered") {
                try box.statuses(of: destination) == [.success] && box.deliveries(to: destination).count == 100
            }
        }
        #expect(others.stop())
        #expect(receiver.received.count == 100)
        #expect(Set(receiver.received.compactMap { $0.headers["webhook-id"] }).count == 100)
        #expect(try box.deliveries(to: destination).allSatisfy { $0.attempts == 1 })
    }

    @Test("an event is claimed by one of many, until its lease ends")
    func claims() throws {
        try box.newDestination("http://127.0.0.1:1/")
        try box.record(5)
        let claimed = Mutex<[EventDeliveryID]>([])
        let (now, outbox) = (Timestamp.now, box.outbox)
        DispatchQueue.concurrentPerform(iterations: 8) { _ in
            do {
                var store = try outbox.store()
                for _ in 0..<20 {
                    let claim = try store.claimEventDelivery(
                        at: now, leaseUntil: now.adding(seconds: 60), passingOver: [])
                    if let claim { claimed.withLock { $0.append(claim.item) } }
                }
            } catch {
                Issue.record(error)
            }
        }
        #expect(claimed.withLock { $0.count } == 5 && claimed.withLock { Set($0).count } == 5)
        var store = try outbox.store()
        let later = now.adding(seconds: 61)
        let again = try #require(try store.claimEventDelivery(at: later, leaseUntil: later, passingOver: []))
        #expect(again.attempt == 2)
    }

    @Test("a late failure of a claim that was lost says nothing, even the last one, and a late success is one")
    func lateReports() throws {
        let destination = try box.newDestination("http://127.0.0.1:1/")
        try box.record()
        var store = try box.outbox.store()
        let now = Timestamp.now
        let lost = try #require(try store.claimEventDelivery(at: now, leaseUntil: now, passingOver: []))
        let held = try #require(
            try store.claimEventDelivery(at: now, leaseUntil: now.adding(seconds: 60), passingOver: []))
        try store.settle(lost, DeliveryReport(.failed, result: "HTTP 500"), at: now)
        #expect(try box.statuses(of: destination) == [.pending])
        #expect(try box.destination(destination.id).status == .active)
        try store.settle(lost, DeliveryReport(.completed, result: "HTTP 200"), at: now)
        #expect(try box.statuses(of: destination) == [.success])
        try store.settle(held, DeliveryReport(.failed, result: "HTTP 500"), at: now)
        #expect(try box.statuses(of: destination) == [.success])
        #expect(try box.destination(destination.id).status == .active)
    }

    @Test("two last failures at once turn a destination off once")
    func failuresAtOnce() throws {
        let destination = try box.newDestination("http://127.0.0.1:1/")
        try box.record(8)
        let (now, box) = (Timestamp.now, box)
        DispatchQueue.concurrentPerform(iterations: 8) { _ in
            do {
                var store = try box.outbox.store()
                let claim = try store.claimEventDelivery(
                    at: now, leaseUntil: now.adding(seconds: 60), passingOver: [])
                if let claim { try store.settle(claim, DeliveryReport(.failed, result: "HTTP 500"), at: now) }
            } catch {
                Issue.record(error)
            }
        }
        #expect(try box.statuses(of: destination) == [.failure])
        #expect(try box.eventTypes().filter { $0 == .eventDestinationDeactivated }.count == 1)
    }

    @Test("a deliverer that is killed loses nothing: what it held is delivered after the lease")
    func killed() throws {
        let slow = Flag()
        let receiver = try Receiver { _ in slow.isRaised ? .silence : .answer(200) }
        let destination = try box.newDestination(receiver.url)
        try box.record(10)
        let process = try DelivererProcess(box.outbox)
        try wait(for: "requests in flight") { receiver.received.count >= 2 }
        process.kill()
        slow.lower()
        try box.hurry()
        try box.delivering {
            try wait(for: "all to be delivered") { try box.statuses(of: destination) == [.success] }
        }
        let ids = Set(receiver.received.compactMap { $0.headers["webhook-id"] })
        #expect(ids == Set(try box.deliveries(to: destination).map(\.event.description)) && ids.count == 10)
    }

    @Test("a destination that does not answer holds half of the threads at most, and app hooks none")
    func fairness() throws {
        let slow = Flag()
        let silent = try Receiver { _ in
            while slow.isRaised { usleep(1000) }
            return .answer(200)
        }
        let prompt = try Receiver()
        try box.newDestination(silent.url)
        try box.record(40)
        for _ in 0..<2 { try box.outbox.newHook(silent.url) { $0.eventTypes = [.userCreated] } }
        try box.outbox.record(40)
        try box.newDestination(prompt.url)
        try box.record(5)
        try box.delivering(timeout: .seconds(120)) {
            defer { slow.lower() }
            // Hooks hold all of their own threads.
            try wait(for: "all that are held") { silent.received.count == 6 }
            try wait(for: "the others") { prompt.received.count == 5 }
            #expect(silent.received.count == 6)
        }
    }
}
