/// A kind of object that has identifiers of its own.
public protocol IdentifiedKind: SendableMetatype {
    /// What the kind's identifiers begin with as text, underscore included: `crd_`.
    static var prefix: String { get }
}
