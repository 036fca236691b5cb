/// How often codes may be tried against one credential: five failures within five minutes are free, after that one try
/// per 30 seconds (authrocket-v1.md section 17, decision 11).
public struct GuessLimit: Sendable, Equatable {
    /// The failures after which tries are spaced out.
    public static let freeFailures = 5
    /// How long failures count together, in seconds; after as long without a failure all are forgotten.
    public static let window = 300
    /// The wait between two tries once they are spaced out, in seconds.
    public static let pause = 30

    /// The failures counted so far.
    public private(set) var failures: Int
    /// When the first of them was.
    public private(set) var firstFailure: Timestamp?
    /// When the last of them was.
    public private(set) var lastFailure: Timestamp?

    /// Restores a count.
    public init(failures: Int = 0, firstFailure: Timestamp? = nil, lastFailure: Timestamp? = nil) {
        self.failures = failures
        self.firstFailure = firstFailure
        self.lastFailure = lastFailure
    }

    /// The whole seconds to wait before the next try, rounded up; `nil` when it may be made now.
    public func wait(at now: Timestamp) -> Int? {
        guard failures >= Self.freeFailures, let lastFailure else { return nil }
        return now.seconds(until: lastFailure.adding(seconds: Self.pause))
    }

    /// Counts a failure.
    public mutating func fail(at now: Timestamp) {
        if isForgotten(at: now) { self = GuessLimit() }
        failures += 1
        firstFailure = firstFailure ?? now
        lastFailure = now
    }

    private func isForgotten(at now: Timestamp) -> Bool {
        let since = failures < Self.freeFailures ? firstFailure : lastFailure
        return since.map { now > $0.adding(seconds: Self.window) } ?? true
    }
}
