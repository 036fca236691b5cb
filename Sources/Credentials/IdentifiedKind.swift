/// A kind of object that has identifiers of its own.
public protocol IdentifiedKind: SendableMetatype {
    /// What the kind's identifiers begin with as text, underscore included: `crd_`.
    static var prefix: String { get }
    /// How the number behind it is written; base62 unless the kind says otherwise.
    static var notation: IdentifierNotation { get }
}

extension IdentifiedKind {
    /// How the number behind the prefix is written.
    public static var notation: IdentifierNotation { .base62 }
}
