import Credentials
import JSON
import Store

extension Input {
    /// The part of a list that the query asks for (authrocket-v1.md section 4): what is out of range is clamped, an
    /// unknown order is the default one.
    ///
    /// - Throws: `notFound` when `after` is not an id of that kind.
    func page<Kind, Sort: RawRepresentable>(
        of _: Kind.Type, maximum: Int, sort: Sort, descending: Bool = false
    ) throws(Failure) -> PageRequest<Identifier<Kind>, Sort> where Sort.RawValue == String {
        PageRequest(
            after: try after(Kind.self), limit: limit(maximum: maximum),
            sort: text("sort").flatMap(Sort.init(rawValue:)) ?? sort, descending: isDescending ?? descending)
    }

    /// The same for a list that knows one order only.
    func page<Kind>(
        of _: Kind.Type, maximum: Int, descending: Bool
    ) throws(Failure) -> PageRequest<Identifier<Kind>, Void> {
        PageRequest(
            after: try after(Kind.self), limit: limit(maximum: maximum), sort: (),
            descending: isDescending ?? descending)
    }

    /// One of an enumeration's words to filter by.
    ///
    /// - Throws: `invalid` for another word.
    func filter<Word: RawRepresentable>(_ name: String) throws(Failure) -> Word? where Word.RawValue == String {
        guard let text = text(name) else { return nil }
        guard let word = Word(rawValue: text) else { throw .invalid(name, "\(humanized(name)) is not valid") }
        return word
    }

    /// An id to filter by.
    ///
    /// - Throws: `notFound` for what is not an id of that kind.
    func filter<Kind>(_ name: String) throws(Failure) -> Identifier<Kind>? {
        guard let text = text(name) else { return nil }
        return try found(Identifier<Kind>(text))
    }

    private func after<Kind>(_: Kind.Type) throws(Failure) -> Identifier<Kind>? {
        try filter("after")
    }

    private func limit(maximum: Int) -> Int {
        let wanted = parameter("max_results").flatMap { $0.integer ?? $0.text.flatMap(Int64.init) } ?? 100
        return Int(min(max(wanted, 1), Int64(maximum)))
    }

    private var isDescending: Bool? {
        switch text("direction") {
        case "asc": false
        case "desc": true
        default: nil
        }
    }
}
