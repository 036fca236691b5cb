import Credentials

/// The opaque text from which the next page of a list begins: the last id seen, so that what is added meanwhile moves
/// nothing.
enum Cursor {
    private static let prefix = "c1_"

    static func text<Kind>(_ id: Identifier<Kind>) -> String {
        prefix + IdentifierNotation.base62.text(of: id.number)
    }

    static func read<Kind>(_ text: String, _: Kind.Type) -> Identifier<Kind>? {
        guard text.hasPrefix(prefix),
            let number = IdentifierNotation.base62.number(in: text.dropFirst(prefix.count))
        else { return nil }
        let id = Identifier<Kind>(number: number)
        return self.text(id) == text ? id : nil
    }
}
