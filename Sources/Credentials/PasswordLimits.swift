/// Both counts of failures that a password from one source is up against.
public struct PasswordLimits: Sendable, Equatable {
    /// Those of the user and the source; `nil` when there is no such user.
    public var pair: PasswordLimit?
    /// Those of the source over all users of the realm.
    public var source: PasswordLimit

    /// Brings two counts together.
    public init(pair: PasswordLimit?, source: PasswordLimit) {
        self.pair = pair
        self.source = source
    }

    /// The whole seconds to wait before the next try; `nil` when it may be made now.
    public func wait(at now: Timestamp) -> Int? {
        [pair?.wait(at: now), source.wait(at: now)].compactMap { $0 }.max()
    }

    /// Counts a failure.
    public mutating func fail(at now: Timestamp) {
        pair?.fail(at: now)
        source.fail(at: now)
    }
}
