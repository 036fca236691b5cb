/// Usernames and e-mail addresses as they are kept and compared: in lower case (authrocket-v1.md section 6.2).
public enum CaseFolding {
    /// The text in lower case, scalar by scalar.
    ///
    /// What is no ASCII stays as it is where its lower case would be: the Kelvin sign (U+212A) is a `k` to Unicode, but
    /// whoever owns an address with the one does not own that with the other (UTS #36, section 2).
    public static func fold(_ text: some StringProtocol) -> String {
        String(text.unicodeScalars.reduce(into: String.UnicodeScalarView()) { $0.append(contentsOf: folded($1)) })
    }

    private static func folded(_ scalar: Unicode.Scalar) -> String.UnicodeScalarView {
        let lower = scalar.properties.lowercaseMapping.unicodeScalars
        return scalar.isASCII || !lower.contains(where: \.isASCII) ? lower : String(scalar).unicodeScalars
    }
}
