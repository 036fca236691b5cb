import MariaDB

extension SQL {
    /// The conditions that are there, each after `AND`: what narrows a list down stands behind what it belongs to.
    static func and(_ conditions: SQL?...) -> SQL {
        conditions.compactMap { $0 }.reduce("") { "\(fragment: $0) AND \(fragment: $1)" }
    }
}
