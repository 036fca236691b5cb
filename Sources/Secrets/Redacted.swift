/// A type that holds a secret: however it is printed, only its name appears.
///
/// Covers `print`, interpolation, `String(reflecting:)`, `dump` and whatever else walks a `Mirror`.
public protocol Redacted: Sendable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {}

extension Redacted {
    /// The type's name and `(redacted)`.
    public var description: String { "\(Self.self)(redacted)" }
    /// The same as ``description``.
    public var debugDescription: String { description }
    /// A mirror without children.
    public var customMirror: Mirror { Mirror(self, children: EmptyCollection<Mirror.Child>()) }
}
