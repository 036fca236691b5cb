import Credentials
import JSON
import MariaDB

/// A list of identifiers that a column holds as a JSON array of texts.
struct IdentifierList<Kind: IdentifiedKind>: Bindable, ColumnDecodable {
    let identifiers: [Identifier<Kind>]

    init(_ identifiers: [Identifier<Kind>]) {
        self.identifiers = identifiers
    }

    var boundValue: MariaDB.Value { .text(JSON.array(identifiers.map { .text($0.description) }).text) }

    static func decode(_ value: MariaDB.Value) -> IdentifierList? {
        guard case .array(let items)? = JSON.stored(value) else { return nil }
        return IdentifierList(
            items.compactMap { item in
                if case .text(let text) = item { Identifier(text) } else { nil }
            })
    }
}
