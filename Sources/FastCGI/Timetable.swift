/// What is to happen when; at most one thing for each key.
struct Timetable<Action> {
    typealias Instant = ContinuousClock.Instant

    private var entries: [UInt64: (due: Instant, action: Action)] = [:]
    private var nextLook: Instant?

    /// Enters an action in place of the key's last one, and tells whether the clock must look sooner than it meant to.
    mutating func set(_ action: Action, for key: UInt64, at due: Instant) -> Bool {
        entries[key] = (due, action)
        guard let nextLook, due < nextLook else { return false }
        self.nextLook = due
        return true
    }

    /// Strikes the key's action out.
    mutating func cancel(_ key: UInt64) {
        entries[key] = nil
    }

    /// Removes and returns what is due.
    mutating func takeDue(at now: Instant) -> [Action] {
        let due = entries.filter { $0.value.due <= now }
        for key in due.keys { entries[key] = nil }
        return due.values.map(\.action)
    }

    /// Removes and returns everything.
    mutating func takeAll() -> [Action] {
        defer { entries = [:] }
        return entries.values.map(\.action)
    }

    /// How long the clock may sleep: until the next action is due, and no longer than `longest`.
    mutating func sleep(from now: Instant, longest: Duration) -> Duration {
        let next = entries.values.reduce(now + longest) { min($0, $1.due) }
        nextLook = next
        return max(.zero, now.duration(to: next))
    }
}
