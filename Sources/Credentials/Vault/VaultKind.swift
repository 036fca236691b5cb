/// A kind of object of the `/v2` family, whose identifiers are written as ULIDs are (deck-v2.md section 1.1).
public protocol VaultKind: IdentifiedKind {}

extension VaultKind {
    /// How the number behind the prefix is written.
    public static var notation: IdentifierNotation { .crockford }
}
