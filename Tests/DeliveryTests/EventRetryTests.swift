import Credentials
import Delivery
import Glibc
import MariaDB
import Outgoing
import Secrets
import TestDatabase
import TestReceiver
import Testing

@Suite("Retries of events")
struct EventRetryTests {
    let box: EventBox

    init() throws {
        box = try EventBox()
    }

    @Test("only a status of success is one, and no redirect is followed")
    func statuses() throws {
        let elsewhere = try Receiver()
        let replies: [(Int, EventDeliveryStatus)] = [
            (200, .success), (204, .success), (299, .success), (300, .pending), (302, .pending), (307, .pending),
            (400, .pending), (410, .pending), (500, .pending),
        ]
        let told = try replies.map { status, expected in
            let receiver = try Receiver { _ in .answer(status, headers: ["Location": elsewhere.url]) }
            return (receiver, try box.newDestination(receiver.url), status, expected)
        }
        try box.record()
        try box.deliver()
        for (receiver, destination, status, expected) in told {
            let delivery = try #require(try box.deliveries(to: destination).first)
            #expect(delivery.status == expected && delivery.lastResult == "HTTP \(status)" && delivery.attempts == 1)
            #expect(receiver.received.count == 1 && (delivery.deliveredAt == nil) == (expected == .pending))
        }
        #expect(elsewhere.connections == 0)
    }

    @Test("what failed waits 5 seconds, then 30, then 5 minutes, each up to a fifth longer")
    func pauses() throws {
        let receiver = try Receiver { _ in .answer(500) }
        try box.newDestination(receiver.url)
        try box.record()
        for attempt in 1...3 {
            let (made, last, next) = try settled(attempt: attempt)
            let pause = [5, 30, 300][made - 1]
            #expect((last.adding(seconds: pause)...Timestamp.now.adding(seconds: pause * 6 / 5)).contains(next))
            try box.hurry()
        }
    }

    /// Runs a deliverer, with the schedule that it has of itself, until that attempt at the least has failed.
    private func settled(attempt: Int) throws -> (attempts: Int, last: Timestamp, next: Timestamp) {
        let deliverer = try box.outbox.newDeliverer()
        defer { #expect(deliverer.stop()) }
        var session = try box.outbox.database.session()
        var found: (Int, Timestamp, Timestamp)?
        try wait(for: "an attempt to fail") {
            found = try session.first(
                """
                SELECT attempts, last_attempt_at, next_attempt_at FROM event_deliveries
                WHERE attempts >= \(attempt) AND last_result = 'HTTP 500' AND next_attempt_at IS NOT NULL
                """
            ) { (try $0("attempts"), try $0("last_attempt_at"), try $0("next_attempt_at")) }
            return found != nil
        }
        return try #require(found)
    }

    @Test("the fourth failure turns a destination off, stops the rest and is told to the others, once")
    func end() throws {
        let (failing, fine) = (try Receiver { _ in .answer(500) }, try Receiver())
        let destination = try box.newDestination(failing.url)
        let other = try box.newDestination(fine.url)
        try box.record(3)
        for attempt in 1...3 {
            try box.deliver()
            #expect(try box.deliveries(to: destination).allSatisfy { $0.attempts == attempt && $0.status == .pending })
            try box.hurry()
        }
        #expect(try box.destination(destination.id).status == .active)
        try box.record()
        // What is not due is stopped too.
        var session = try box.outbox.database.session()
        try session.execute(
            """
            UPDATE event_deliveries SET next_attempt_at = next_attempt_at + INTERVAL 1 DAY
            WHERE event_destination_id = \(destination.id) ORDER BY id DESC LIMIT 1
            """)
        try box.deliver()
        let ended = try box.destination(destination.id)
        #expect(ended.status == .inactive && ended.updatedAt > destination.updatedAt)
        let deliveries = try box.deliveries(to: destination)
        #expect(deliveries.count == 4 && deliveries.allSatisfy { $0.status == .failure && $0.deliveredAt == nil })
        #expect(deliveries.contains { $0.attempts == 4 && $0.lastResult == "HTTP 500" })
        #expect(try box.eventTypes().filter { $0 == .eventDestinationDeactivated }.count == 1)
        let told = try box.deliveries(to: other)
        #expect(told.count == 5 && told.allSatisfy { $0.status == .success })
        #expect(told.contains { $0.eventType == .eventDestinationDeactivated })
        let before = failing.received.count
        try box.record()
        try box.deliver()
        #expect(failing.received.count == before && before <= 13)
        var active = ended
        active.status = .active
        try box.update(active)
        try box.record()
        try box.deliver()
        #expect(failing.received.count == before + 1)
    }

    @Test("a server that does not answer in time is tried again, and the limit is not that of app hooks")
    func silence() throws {
        let flag = Flag()
        let slow = try Receiver { _ in
            while flag.isRaised { usleep(1000) }
            return .answer(200)
        }
        let destination = try box.newDestination(slow.url)
        try box.outbox.newHook(slow.url)
        try box.outbox.record()
        try box.record()
        let deliverer = try box.outbox.newDeliverer(timeout: .seconds(60), eventTimeout: .milliseconds(300)) {
            $0.eventSchedule = DeliverySchedule(firstPauses: [3600])
        }
        defer { #expect(deliverer.stop()) }
        defer { flag.lower() }
        try wait(for: "the event to fail") {
            try box.deliveries(to: destination).first?.lastResult == "Timed out"
        }
        #expect(try box.deliveries(to: destination).first?.status == .pending)
        #expect(try box.outbox.states() == [.inProgress])
        flag.lower()
        try wait(for: "the hook to be told") { try box.outbox.states() == [.completed] }
    }

    @Test("an address that is not permitted is not connected to, and the delivery says why")
    func refused() throws {
        let receiver = try Receiver()
        let destination = try box.newDestination("http://localhost:\(receiver.port)/")
        try box.record()
        for _ in 0..<4 {
            try box.deliver(policy: AddressPolicy())
            try box.hurry()
        }
        let delivery = try #require(try box.deliveries(to: destination).first)
        #expect(delivery.status == .failure && delivery.lastResult == "Address is not permitted")
        #expect(receiver.connections == 0)
        #expect(try box.destination(destination.id).status == .inactive)
    }

    @Test("who is inactive or gone when the time comes is told nothing", arguments: [true, false])
    func calledOff(isDeleted: Bool) throws {
        let receiver = try Receiver()
        var destination = try box.newDestination(receiver.url)
        try box.record(2)
        destination.status = .inactive
        if isDeleted { try box.delete(destination.id) } else { try box.update(destination) }
        // As if a transaction that began before had told it all the same.
        try box.outbox.database.execute(
            """
            UPDATE event_deliveries SET status = 'pending', next_attempt_at = UTC_TIMESTAMP(6), last_result = NULL
            ORDER BY id LIMIT 1
            """)
        try box.deliver()
        let deliveries = try box.deliveries(to: destination)
        #expect(deliveries.map(\.status) == [.failure, .failure] && receiver.connections == 0)
        #expect(deliveries.allSatisfy { $0.lastResult == "Event destination is inactive or deleted" })
    }

    @Test("what cannot be opened fails like anything else, others are told meanwhile, and in the end it is turned off")
    func sealed() throws {
        let receiver = try Receiver()
        let (broken, fine) = (try box.newDestination(receiver.url), try box.newDestination(receiver.url))
        try box.record()
        try box.outbox.database.execute("UPDATE event_destinations SET url = REVERSE(url) ORDER BY id LIMIT 1")
        for _ in 0..<4 {
            try box.deliver()
            try box.hurry()
        }
        #expect(try box.deliveries(to: broken).map(\.lastResult) == ["Internal error"])
        #expect(try box.deliveries(to: fine).allSatisfy { $0.status == .success })
        #expect(try box.eventTypes().last == .eventDestinationDeactivated)
    }
}
