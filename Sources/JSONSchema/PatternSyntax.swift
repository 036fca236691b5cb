/// A check that a pattern keeps to what ECMA-262 and PCRE2 both know and mean alike: PCRE2 alone would also take options,
/// recursion, conditions and verbs, whose cost nobody could foresee. Back references are left out for the same reason.
struct PatternSyntax {
    /// The longest pattern in bytes of UTF-8.
    static let greatestLength = 2048

    /// The greatest number of repetitions in braces: so many characters may be looked at in one step of matching.
    private(set) var greatestCount = 0
    private var rest: Substring.UTF8View

    /// Reads a pattern; whether its brackets match is left to PCRE2.
    init?(_ text: String) {
        rest = Substring(text).utf8
        guard rest.count <= Self.greatestLength else { return nil }
        var isInClass = false
        while let byte = rest.popFirst() {
            switch byte {
            case UInt8(ascii: "\\"): guard skipEscape() else { return nil }
            case UInt8(ascii: "["): isInClass = true
            case UInt8(ascii: "]"): isInClass = false
            case UInt8(ascii: "(") where !isInClass: guard isPlainGroup else { return nil }
            case UInt8(ascii: "{") where !isInClass: readCount()
            default: break
            }
        }
    }

    /// Whether what stands after an opening parenthesis is a group, a named one, or one that looks ahead or behind.
    private var isPlainGroup: Bool {
        guard rest.first == UInt8(ascii: "?") else { return rest.first != UInt8(ascii: "*") }
        switch rest.dropFirst().first {
        case UInt8(ascii: ":"), UInt8(ascii: "="), UInt8(ascii: "!"), UInt8(ascii: "<"): return true
        default: return false
        }
    }

    /// Passes over what follows a backslash, braces included.
    private mutating func skipEscape() -> Bool {
        guard let escaped = rest.popFirst() else { return false }
        switch Unicode.Scalar(escaped) {
        case "p", "P", "u":
            if rest.first == UInt8(ascii: "{") { rest = rest.drop { $0 != UInt8(ascii: "}") } }
            return true
        case "d", "D", "w", "W", "s", "S", "b", "B", "t", "n", "f", "r", "c", "x", "0": return true
        case "a"..."z", "A"..."Z", "1"..."9": return false
        default: return true
        }
    }

    private mutating func readCount() {
        for number in rest.prefix(while: { $0 != UInt8(ascii: "}") }).split(separator: UInt8(ascii: ",")) {
            greatestCount = max(greatestCount, Int(Substring(number)) ?? 0)
        }
    }
}
