import Credentials
import MariaDB

extension SQL {
    /// A page of a list that is narrowed down to several values of an index's first columns: each value's part is read
    /// in the order of the index and cut to the page, so that the whole costs no more than parts times page.
    ///
    /// - Parameters:
    ///   - select: the statement up to `WHERE`, without it.
    ///   - parts: the conditions of the parts, which exclude each other; at least one.
    static func newestFirst<ID: Bindable, Sort>(
        _ select: SQL, parts: [SQL], _ page: PageRequest<ID, Sort>
    ) -> SQL {
        let tail = SortColumn.idTail(of: page)
        let statements = parts.map { part -> SQL in "\(fragment: select) WHERE \(fragment: part) \(fragment: tail)" }
        guard statements.count > 1 else { return statements.first ?? "" }
        return "\(fragment: .union(of: statements)) ORDER BY id DESC LIMIT \(page.limit + 1)"
    }

    /// All rows of several statements; at least one.
    static func union(of statements: [SQL]) -> SQL {
        var whole = StringInterpolation(literalCapacity: 0, interpolationCount: statements.count)
        for (number, statement) in statements.enumerated() {
            whole.appendLiteral(number == 0 ? "(" : " UNION ALL (")
            whole.appendInterpolation(fragment: statement)
            whole.appendLiteral(")")
        }
        return SQL(stringInterpolation: whole)
    }
}
