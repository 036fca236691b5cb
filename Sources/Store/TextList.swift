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
