public import Secrets

/// The URI that an authenticator app reads from a QR code, in the Key URI Format of Google Authenticator.
public struct ProvisioningURI: Sendable {
    /// `otpauth://totp/Acme:sally%40example.com?secret=…&issuer=Acme`; it holds the secret.
    public let text: String

    /// Names an account at an issuer, each cut to 64 code points, so that the QR code always fits.
    ///
    /// Colons are taken out of the issuer, because the label ends it with one. Algorithm, digits and period are
    /// left out: they are the defaults, and some apps read nothing else.
    public init(secret: [UInt8], issuer: String, account: String) {
        let issuer = Self.shortened(issuer.unicodeScalars.filter { $0 != ":" })
        let account = Self.shortened(account.unicodeScalars)
        let label = issuer.isEmpty ? account : "\(issuer):\(account)"
        let parameter = issuer.isEmpty ? "" : "&issuer=\(issuer)"
        text = "otpauth://totp/\(label)?secret=\(Base32.encode(secret))\(parameter)"
    }

    private static func shortened(_ name: some BidirectionalCollection<Unicode.Scalar>) -> String {
        percentEncoded(trimmed(trimmed(name).prefix(64)))
    }

    private static func trimmed(
        _ name: some BidirectionalCollection<Unicode.Scalar>
    ) -> some BidirectionalCollection<Unicode.Scalar> {
        let start = name.drop { $0.properties.isWhitespace }
        guard let last = start.lastIndex(where: { !$0.properties.isWhitespace }) else { return start }
        return start[...last]
    }

    /// Leaves only RFC 3986's unreserved characters (section 2.3) as they are.
    private static func percentEncoded(_ name: some Collection<Unicode.Scalar>) -> String {
        var scalars = String.UnicodeScalarView()
        scalars.append(contentsOf: name)
        return String(scalars).utf8.map(percentEncoded).joined()
    }

    private static func percentEncoded(_ byte: UInt8) -> String {
        if Base62.isDigit(byte) || "-._~".utf8.contains(byte) { return String(UnicodeScalar(byte)) }
        let digits = String(byte, radix: 16, uppercase: true)
        return byte < 16 ? "%0\(digits)" : "%\(digits)"
    }
}

extension ProvisioningURI: Redacted {}
