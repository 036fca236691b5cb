/// A type whose values hold secrets, so that neither printing nor dumping one shows anything but its name.
protocol PrintsRedacted: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {}

extension PrintsRedacted {
    var description: String { "\(Self.self)(redacted)" }
    var debugDescription: String { description }
    var customMirror: Mirror { Mirror(self, children: []) }
}
