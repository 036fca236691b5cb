import Synchronization

/// Rings alarms from a thread of its own, so that they ring even when every worker is busy.
final class Clock: Sendable {
    private let timetable = Mutex(Timetable<Alarm>())
    private let isStopped = Atomic(false)
    private let bell: Bell
    // Downwards: from the other end come the connections'.
    private let lastKey = Atomic(UInt64.max)

    init() throws(ServerError) {
        bell = try Bell()
    }

    func set(_ alarm: Alarm, for key: UInt64, at due: ContinuousClock.Instant) {
        if timetable.withLock({ $0.set(alarm, for: key, at: due) }) { bell.ring() }
    }

    /// Sets an alarm that cannot be cancelled.
    func set(_ alarm: Alarm, at due: ContinuousClock.Instant) {
        set(alarm, for: lastKey.subtract(1, ordering: .relaxed).newValue, at: due)
    }

    func cancel(_ key: UInt64) {
        timetable.withLock { $0.cancel(key) }
    }

    /// Rings alarms until `stop()`.
    func run(_ ring: (Alarm) -> Void) {
        while !isStopped.load(ordering: .acquiring) {
            timetable.withLock { $0.takeDue(at: .now) }.forEach(ring)
            // A short longest sleep makes setting an ordinary deadline free: it never has to wake the clock.
            let pause = timetable.withLock { $0.sleep(from: .now, longest: .seconds(1)) }
            _ = bell.wait(atMost: pause)
        }
        // What is not done any more may hold the server.
        _ = timetable.withLock { $0.takeAll() }
    }

    func stop() {
        isStopped.store(true, ordering: .releasing)
        bell.ring()
    }
}
