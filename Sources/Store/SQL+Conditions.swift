import MariaDB

extension SQL {
    /// `= …`, or `IN (…)` for several: what is equal to one value is read at once.
    ///
    /// The last is there as often as makes their number a power of four, so that there are few statements to prepare: each
    /// takes memory here and in the server, in every session.
    static func isOne(of values: [some Bindable]) -> SQL {
        guard values.count > 1, let last = values.last else { return values.first.map { "= \($0)" } ?? "IN (NULL)" }
        let padding = repeatElement(last, count: values.count.ceilingPowerOfFour - values.count)
        return "IN (\(list: values + padding))"
    }

    /// The conditions that are there, each after `AND`: what narrows a list down stands behind what it belongs to.
    static func and(_ conditions: SQL?...) -> SQL {
        conditions.compactMap { $0 }.reduce("") { "\(fragment: $0) AND \(fragment: $1)" }
    }
}
