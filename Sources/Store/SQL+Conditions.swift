import MariaDB

extension SQL {
    /// `= …`, or `IN (…)` for several: what is equal to one value is read at once.
    static func isOne(of values: [some Bindable]) -> SQL {
        values.count == 1 ? "= \(values[0])" : "IN (\(list: values))"
    }

    /// The conditions that are there, each after `AND`: what narrows a list down stands behind what it belongs to.
    static func and(_ conditions: SQL?...) -> SQL {
        conditions.compactMap { $0 }.reduce("") { "\(fragment: $0) AND \(fragment: $1)" }
    }
}
