import Credentials
import JSON
import Store

/// A query string of `/v2`: names may be repeated, end with `[]`, and hold commas (deck-v2.md section 13, decision 13).
struct DeckQuery: Sendable {
    private let pairs: [(name: String, value: String)]

    /// Reads a query.
    ///
    /// - Throws: `malformed` for broken escapes and what is not UTF-8.
    init(_ bytes: [UInt8]) throws(Failure) {
        var pairs: [(String, String)] = []
        for piece in bytes.split(separator: UInt8(ascii: "&")) {
            let sides = piece.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
            guard let name = PercentEncoding.decode(sides[0], plusAsSpace: true),
                let value = PercentEncoding.decode(sides.count > 1 ? sides[1] : [], plusAsSpace: true)
            else { throw .malformed("Query is not valid percent-encoded UTF-8") }
            pairs.append((name.hasSuffix("[]") ? String(name.dropLast(2)) : name, value))
        }
        self.pairs = pairs
    }

    /// Every value of a name, blank ones left out.
    func words(_ name: String) -> [String] {
        pairs.filter { $0.name == name }.flatMap { $0.value.split(separator: ",") }
            .map { $0.trimmed }.filter { !$0.isEmpty }
    }

    /// Every value of a name to filter by.
    ///
    /// - Throws: `malformed` when the name is there and no value: whoever filters by an empty variable is not to get all.
    func filterWords(_ name: String) throws(Failure) -> [String] {
        let words = words(name)
        if words.isEmpty, pairs.contains(where: { $0.name == name }) {
            throw .refused(name, "\(name) must not be empty.")
        }
        return words
    }

    /// The one value of a name to filter by, just as it is.
    ///
    /// - Throws: `malformed` for several, and for a blank one.
    func filterText(_ name: String) throws(Failure) -> String? {
        let text = try text(name)
        if text == nil, pairs.contains(where: { $0.name == name }) {
            throw .refused(name, "\(name) must not be empty.")
        }
        return text
    }

    /// The one value of a name, just as it is; `nil` for none and for a blank one.
    ///
    /// - Throws: `malformed` for several.
    func text(_ name: String) throws(Failure) -> String? {
        let values = pairs.filter { $0.name == name }.map(\.value)
        guard values.count <= 1 else { throw .refused(name, "\(name) must be given once.") }
        return values.first.flatMap { $0.isEmpty ? nil : $0 }
    }

    /// An enumeration's words to filter by, each once.
    ///
    /// - Throws: `malformed` for another word.
    func filter<Word: RawRepresentable & Hashable>(_ name: String, _: Word.Type = Word.self) throws(Failure) -> [Word]
    where Word.RawValue == String {
        var found: [Word] = []
        for text in try filterWords(name) {
            guard let word = Word(rawValue: text) else { throw .refused(name, "\(name) has an unknown value.") }
            if !found.contains(word) { found.append(word) }
        }
        return found
    }

    /// Ids to filter by, each once; one that cannot be any object's lets nothing through.
    ///
    /// - Throws: `malformed` for more than 100.
    func identifiers<Kind>(_ name: String, _: Kind.Type = Kind.self) throws(Failure) -> [Identifier<Kind>] {
        let texts = Set(try filterWords(name))
        guard texts.count <= 100 else { throw .refused(name, "\(name) may have at most 100 values.") }
        return texts.map { Identifier<Kind>($0) ?? Identifier(number: 0) }.sorted()
    }

    /// A time to filter by, ISO 8601.
    ///
    /// - Throws: `malformed` for anything else.
    func time(_ name: String) throws(Failure) -> Timestamp? {
        guard let text = try filterText(name) else { return nil }
        guard let time = Timestamp.parse(text) else { throw .refused(name, "\(name) must be an ISO 8601 time.") }
        return time
    }

    /// The part of a list that is asked for (section 1.6), newest first.
    ///
    /// - Throws: `malformed` for a limit out of 1 to 100 and for an unreadable cursor.
    func page<Kind>(of _: Kind.Type) throws(Failure) -> PageRequest<Identifier<Kind>, Void> {
        PageRequest(after: try after(Kind.self), limit: try limit(), sort: (), descending: true)
    }

    private func limit() throws(Failure) -> Int {
        guard let text = try text("limit") else { return 20 }
        guard let limit = Int(text), (1...100).contains(limit) else {
            throw .refused("limit", "limit must be a number from 1 to 100.")
        }
        return limit
    }

    private func after<Kind>(_: Kind.Type) throws(Failure) -> Identifier<Kind>? {
        if let cursor = try text("cursor") {
            guard let id = Cursor.read(cursor, Kind.self) else { throw .refused("cursor", "cursor is not valid.") }
            return id
        }
        guard let text = try text("starting_after") else { return nil }
        guard let id = Identifier<Kind>(text) else {
            throw .refused("starting_after", "starting_after is not valid.")
        }
        return id
    }
}
