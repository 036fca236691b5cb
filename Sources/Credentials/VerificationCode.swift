public import Secrets

/// A 6-digit code as a user or an app submitted it, brought into its one form.
public struct VerificationCode: Sendable, Hashable {
    /// Six ASCII digits.
    public let text: String

    /// Takes a text of six digits, with white space and hyphens anywhere: `492 039`.
    public init?(_ text: String) {
        let kept = text.unicodeScalars.filter { !$0.properties.isWhitespace && $0 != "-" }
        guard kept.count == 6, kept.allSatisfy({ "0"..."9" ~= $0 }) else { return nil }
        self.text = String(kept)
    }

    /// Takes a number of up to six digits, whose leading zeros the sender's JSON lost.
    public init?(_ number: Int) {
        guard 0...999_999 ~= number else { return nil }
        text = String(String(1_000_000 + number).dropFirst())
    }
}

extension VerificationCode: Redacted {}
