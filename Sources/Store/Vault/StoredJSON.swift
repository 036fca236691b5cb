import JSON
import MariaDB

/// Any JSON, as a column holds it: its text.
struct StoredJSON: Bindable, ColumnDecodable {
    let value: JSON

    init(_ value: JSON) {
        self.value = value
    }

    var boundValue: MariaDB.Value { .text(value.text) }

    static func decode(_ value: MariaDB.Value) -> StoredJSON? {
        JSON.stored(value).map(StoredJSON.init)
    }
}
