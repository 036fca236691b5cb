/// How often passwords may be guessed: so many failures within 15 minutes of the first, then no try until those minutes
/// are over (authrocket-v1.md section 17, decision 12).
public struct PasswordLimit: Sendable, Equatable {
    /// What failures are counted for.
    public enum Scope: Sendable {
        /// One user, from one source.
        case pair
        /// All users of a realm, from one source.
        case source

        /// The failures after which no more are let through.
        public var mostFailures: Int {
            switch self {
            case .pair: 10
            case .source: 100
            }
        }
    }

    /// How long failures count together, in seconds, from the first of them.
    public static let window = 900

    /// What the failures are counted for.
    public let scope: Scope
    /// The failures counted so far.
    public private(set) var failures: Int
    /// When the first of them was.
    public private(set) var firstFailure: Timestamp?

    /// Restores a count.
    public init(_ scope: Scope, failures: Int = 0, firstFailure: Timestamp? = nil) {
        self.scope = scope
        self.failures = failures
        self.firstFailure = firstFailure
    }

    /// The whole seconds to wait before the next try, rounded up; `nil` when it may be made now.
    public func wait(at now: Timestamp) -> Int? {
        guard failures >= scope.mostFailures else { return nil }
        return end.flatMap(now.seconds(until:))
    }

    /// Counts a failure.
    public mutating func fail(at now: Timestamp) {
        if failures == 0 || end.map({ now >= $0 }) ?? true { (failures, firstFailure) = (0, now) }
        failures += 1
    }

    private var end: Timestamp? { firstFailure?.adding(seconds: Self.window) }
}
