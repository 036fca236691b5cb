import MariaDB

/// Whose list it is: the first column of the index that the list is read from, and the column's value.
///
/// It stands in the statement as a range, and begins the order. Given an equation, MariaDB 10.11 reads all that comes
/// before the page too, for as long as it estimates that the most is still to come.
struct ListScope: Sendable {
    let column: StaticString
    let condition: SQL

    init(_ column: StaticString, _ value: some Bindable) {
        self.column = column
        condition = "\(raw: column) >= \(value) AND \(raw: column) <= \(value)"
    }
}
