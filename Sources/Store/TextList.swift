import JSON
import MariaDB

/// A list of words that a column holds as a JSON array.
struct TextList<Word: RawRepresentable>: Bindable, ColumnDecodable where Word.RawValue == String {
    let words: [Word]

    init(_ words: [Word]) {
        self.words = words
    }

    var boundValue: MariaDB.Value { .text(JSON.array(words.map { .text($0.rawValue) }).text) }

    static func decode(_ value: MariaDB.Value) -> TextList? {
        guard case .array(let items)? = JSON.stored(value) else { return nil }
        return TextList(
            items.compactMap { item in
                if case .text(let word) = item { Word(rawValue: word) } else { nil }
            })
    }
}

extension SQL {
    /// The condition that a row with the column `event_types`, in which an empty list is all of them, is about a type.
    static func concerns<Word: RawRepresentable>(_ type: Word) -> SQL where Word.RawValue == String {
        "(event_types = '[]' OR JSON_CONTAINS(event_types, \(JSON.text(type.rawValue).text)))"
    }
}
