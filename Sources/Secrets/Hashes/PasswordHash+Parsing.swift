extension PasswordHash {
    /// The longest text that is looked at, in bytes: what the database keeps. The longest hash in use has some 200.
    public static let maximumBytes = 1024

    private static let schemes: [any ParsedHash.Type] = [
        PHCString.self, BcryptHash.self, SHACryptHash.self, PBKDF2Hash.self, ScryptHash.self, PhpassHash.self,
    ]

    /// Whether a password can be verified against it: it is of a known scheme, well formed, and takes no more than about
    /// a second and 256 MiB.
    public var isSupported: Bool { parsed != nil }

    var parsed: (any ParsedHash)? {
        guard phc.utf8.count <= Self.maximumBytes else { return nil }
        return Self.schemes.lazy.compactMap { $0.init(phc) }.first
    }
}
