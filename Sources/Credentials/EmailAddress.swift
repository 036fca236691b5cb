/// The plausibility of e-mail addresses; whether one exists only a message to it can tell.
public enum EmailAddress {
    private static let longest = 255
    private static let longestLabel = 63
    private static let localPunctuation = ".!#$%&'*+/=?^_`{|}~-".unicodeScalars

    /// Whether mail could go there: the rule of HTML's `<input type=email>`, opened for letters of all scripts.
    ///
    /// At most 255 code points; no quoted local parts and no addresses in brackets.
    public static func isPlausible(_ text: String) -> Bool {
        let scalars = text.unicodeScalars
        let parts = scalars.split(separator: "@", maxSplits: 2, omittingEmptySubsequences: false)
        guard scalars.count <= longest, parts.count == 2, let local = parts.first, let domain = parts.last else {
            return false
        }
        return !local.isEmpty && local.allSatisfy(isLocal)
            && domain.split(separator: ".", omittingEmptySubsequences: false).allSatisfy(isLabel)
    }

    private static func isLabel(_ label: Substring.UnicodeScalarView) -> Bool {
        1...longestLabel ~= label.count && label.first != "-" && label.last != "-"
            && label.allSatisfy { isLetterOrDigit($0) || $0 == "-" }
    }

    private static func isLocal(_ scalar: Unicode.Scalar) -> Bool {
        isLetterOrDigit(scalar) || localPunctuation.contains(scalar)
    }

    private static func isLetterOrDigit(_ scalar: Unicode.Scalar) -> Bool {
        guard !scalar.isASCII else { return Base62.isDigit(UInt8(ascii: scalar)) }
        return switch scalar.properties.generalCategory {
        case .control, .format, .spaceSeparator, .lineSeparator, .paragraphSeparator, .privateUse, .unassigned: false
        default: true
        }
    }
}
