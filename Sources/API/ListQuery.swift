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
            sort: lenientText("sort").flatMap(Sort.init(rawValue:)) ?? sort, descending: isDescending ?? descending)
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
        guard let text = try text(name) else { return nil }
        guard let word = Word(rawValue: text) else { throw .invalid(name, "\(humanized(name)) is not valid") }
        return word
    }

    /// An id to filter by.
    ///
    /// - Throws: `notFound` for what is not an id of that kind.
    func filter<Kind>(_ name: String) throws(Failure) -> Identifier<Kind>? {
        guard let text = try text(name) else { return nil }
        return try found(Identifier<Kind>(text))
    }

    private func after<Kind>(_: Kind.Type) throws(Failure) -> Identifier<Kind>? {
        try filter("after")
    }

    private func limit(maximum: Int) -> Int {
        let wanted: Double? =
            switch parameter("max_results") {
            case .number(let number): number.double
            case .text(let text): Double(text).flatMap { $0.isNaN ? nil : $0 }
            default: nil
            }
        return Int(min(max(wanted ?? 100, 1), Double(maximum)))
    }

    private var isDescending: Bool? {
        switch lenientText("direction") {
        case "asc": false
        case "desc": true
        default: nil
        }
    }

    /// A text that is passed over when it is none.
    private func lenientText(_ name: String) -> String? {
        parameter(name)?.text
    }
}
