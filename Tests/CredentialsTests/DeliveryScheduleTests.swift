import Credentials
import Testing

@Suite("Delivery schedule")
struct DeliveryScheduleTests {
    private let due = Timestamp(seconds: 1_700_000_000)

    @Test("webhooks are tried again after 1, 5, 15 and 60 minutes, then every 6 hours, for 48 hours")
    func webhooks() throws {
        let schedule = DeliverySchedule.webhooks
        let end = try #require(schedule.span.map(due.adding(seconds:)))
        var (time, pauses) = (due, [Int]())
        while let next = schedule.nextAttempt(after: pauses.count + 1, failedAt: time, end: end) {
            pauses.append(Int(next.seconds - time.seconds) / 60)
            time = next
        }
        #expect(pauses == [1, 5, 15, 60] + Array(repeating: 360, count: 7))
        #expect(time <= end && time.adding(seconds: 6 * 3600) > end)
        #expect(end.seconds - due.seconds == 48 * 3600)
    }

    @Test("the pause counts from the failure, and an attempt at the very end is still made")
    func end() {
        let schedule = DeliverySchedule(firstPauses: [10], laterPauses: 20, span: 100)
        let end = schedule.span.map(due.adding(seconds:))
        #expect(schedule.nextAttempt(after: 1, failedAt: due.adding(seconds: 5), end: end) == due.adding(seconds: 15))
        #expect(schedule.nextAttempt(after: 2, failedAt: due.adding(seconds: 80), end: end) == end)
        #expect(schedule.nextAttempt(after: 2, failedAt: due.adding(seconds: 81), end: end) == nil)
        #expect(schedule.nextAttempt(after: 9, failedAt: due.adding(seconds: 500), end: end) == nil)
    }

    @Test("events are tried again after 5 seconds, 30 seconds and 5 minutes, or up to a fifth later, and no more")
    func events() throws {
        let schedule = DeliverySchedule.events
        #expect(schedule.span.map(due.adding(seconds:)) == nil)
        for (index, pause) in [5, 30, 300].enumerated() {
            let times = try (0..<200).map { _ in
                try #require(schedule.nextAttempt(after: index + 1, failedAt: due, end: nil))
            }
            #expect(times.allSatisfy { (due.adding(seconds: pause)...due.adding(seconds: pause * 6 / 5)).contains($0) })
            #expect(Set(times).count > 100)
        }
        #expect(schedule.nextAttempt(after: 4, failedAt: due, end: nil) == nil)
        #expect(schedule.nextAttempt(after: 5, failedAt: due, end: nil) == nil)
    }
}
