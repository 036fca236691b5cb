import MariaDB

/// Which part of a list is wanted, and in which order (authrocket-v1.md section 4).
public struct PageRequest<ID: Sendable, Sort: Sendable>: Sendable {
    /// The last item already seen; the page begins after it.
    public let after: ID?
    /// The most items wanted.
    public let limit: Int
    /// What orders the list; the id decides among equals.
    public let sort: Sort
    /// Whether the order is from high to low.
    public let descending: Bool

    /// Describes a page.
    public init(after: ID?, limit: Int, sort: Sort, descending: Bool) {
        self.after = after
        self.limit = limit
        self.sort = sort
        self.descending = descending
    }
}

/// A part of a list.
public struct Page<Item: Sendable>: Sendable {
    /// The items, in the order asked for.
    public let items: [Item]
    /// Whether there are items after them.
    public let hasMore: Bool

    /// Describes a page that was cut already.
    init(_ items: [Item], hasMore: Bool) {
        self.items = items
        self.hasMore = hasMore
    }

    /// Cuts what was read, one more than wanted, down to the page.
    init(_ rows: [Item], limit: Int) {
        items = Array(rows.prefix(limit))
        hasMore = rows.count > limit
    }
}

/// A list was to begin after an item that is not in it.
public struct UnknownPageStart: Error {}

/// A column that a list may be ordered by beside the id.
struct SortColumn: Sendable {
    let name: StaticString
    /// Whether no two items of a list have the same value. An index that ends with such a column gives no order of ids.
    var isUnique = false

    /// Stands after the table's name. While the primary key is a candidate for `id < …`, MariaDB 10.11 walks the whole
    /// index of the realm or account up to where the page begins, instead of starting there.
    static let pagingHint: StaticString = "IGNORE INDEX (PRIMARY)"

    /// The end of a list's statement: `AND` the part after `start`, order and limit.
    ///
    /// - Parameters:
    ///   - start: the sort value of the item already seen.
    ///   - scope: whose list it is.
    ///   - id: the column of the ids, with its table's name where that is needed.
    func tail<ID: Bindable, Sort>(
        of page: PageRequest<ID, Sort>, after start: (any Bindable)?, in scope: ListScope? = nil,
        id: StaticString = "id"
    ) -> SQL {
        var seek: SQL = ""
        if let after = page.after, let start { seek = self.seek(of: page, after: start, after, id: id) }
        return "\(fragment: seek) \(fragment: Self.end(of: page, by: [scope?.column, name, isUnique ? nil : id]))"
    }

    /// The same for the order of the ids alone.
    static func idTail<ID: Bindable, Sort>(
        of page: PageRequest<ID, Sort>, in scope: ListScope? = nil, id: StaticString = "id"
    ) -> SQL {
        var seek: SQL = ""
        if let after = page.after {
            seek = page.descending ? "AND \(raw: id) < \(after)" : "AND \(raw: id) > \(after)"
        }
        return "\(fragment: seek) \(fragment: end(of: page, by: [scope?.column, id]))"
    }

    private func seek<ID: Bindable, Sort>(
        of page: PageRequest<ID, Sort>, after start: any Bindable, _ after: ID, id: StaticString
    ) -> SQL {
        switch (isUnique, page.descending) {
        case (true, true): "AND \(raw: name) < \(start)"
        case (true, false): "AND \(raw: name) > \(start)"
        case (false, true):
            "AND \(raw: name) <= \(start) AND (\(raw: name) < \(start) OR \(raw: id) < \(after))"
        case (false, false):
            "AND \(raw: name) >= \(start) AND (\(raw: name) > \(start) OR \(raw: id) > \(after))"
        }
    }

    private static func end<ID, Sort>(of page: PageRequest<ID, Sort>, by columns: [StaticString?]) -> SQL {
        let terms: [SQL] = columns.compactMap { $0 }.map { page.descending ? "\(raw: $0) DESC" : "\(raw: $0)" }
        let order = terms.dropFirst().reduce(terms.first ?? "NULL") { "\(fragment: $0), \(fragment: $1)" }
        return "ORDER BY \(fragment: order) LIMIT \(page.limit + 1)"
    }
}
