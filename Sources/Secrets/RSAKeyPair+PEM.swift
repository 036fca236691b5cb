import CryptoExtras

extension RSAKeyPair {
    /// The sizes of keys that are taken, in bits: RFC 7518 section 3.3 demands the least, beyond the most each signature
    /// takes its time.
    private static let sizes = 2048...4096

    /// The pair of a given private key, PKCS #1 or #8 in PEM; `nil` for any other text and for other sizes.
    public init?(givenPEM: Secret) {
        guard let key = try? _RSA.Signing.PrivateKey(pemRepresentation: givenPEM.reveal()),
            Self.sizes.contains(key.keySizeInBits)
        else { return nil }
        self.init(privatePEM: Secret(key.pemRepresentation), publicPEM: key.publicKey.pemRepresentation)
    }
}
