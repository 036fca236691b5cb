extension Timestamp {
    /// The whole seconds until a later time, rounded up; `nil` when it is not later.
    func seconds(until later: Timestamp) -> Int? {
        let remaining = later.microseconds - microseconds
        return remaining > 0 ? Int((remaining + 999_999) / 1_000_000) : nil
    }
}
