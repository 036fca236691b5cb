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

    /// Stands after the table's name. While the primary key is a candidate for `id < …`, MariaDB 10.11 walks the whole
    /// index of the realm or account up to where the page begins, instead of starting there.
    static let pagingHint: StaticString = "IGNORE INDEX (PRIMARY)"

    /// The end of a list's statement: `AND` the part after `start`, order and limit.
    ///
    /// - Parameter start: the sort value of the item already seen.
    func tail<ID: Bindable, Sort>(of page: PageRequest<ID, Sort>, after start: (any Bindable)?) -> SQL {
        var seek: SQL = ""
        if let after = page.after, let start {
            seek =
                page.descending
                ? "AND \(raw: name) <= \(start) AND (\(raw: name) < \(start) OR id < \(after))"
                : "AND \(raw: name) >= \(start) AND (\(raw: name) > \(start) OR id > \(after))"
        }
        let order: SQL = page.descending ? "\(raw: name) DESC, id DESC" : "\(raw: name), id"
        return "\(fragment: seek) ORDER BY \(fragment: order) LIMIT \(page.limit + 1)"
    }

    /// The same for the order of the ids alone.
    static func idTail<ID: Bindable, Sort>(of page: PageRequest<ID, Sort>) -> SQL {
        var seek: SQL = ""
        if let after = page.after {
            seek = page.descending ? "AND id < \(after)" : "AND id > \(after)"
        }
        let order: SQL = page.descending ? "id DESC" : "id"
        return "\(fragment: seek) ORDER BY \(fragment: order) LIMIT \(page.limit + 1)"
    }
}
