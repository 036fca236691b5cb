import Crypto

/// A key that seals values: one per realm, per vault credential, and for lookups; kept wrapped by a master key.
///
/// No key is used for two purposes: values are sealed under one key derived from it (HKDF-SHA-256, RFC 5869), lookups
/// are made under another. Key memory is wiped when the last copy goes; what is given to ``seal(_:_:)`` and returned by
/// ``open(_:_:)`` is the caller's and is not.
public struct DataKey: Sendable, Redacted {
    /// Stands in front of all that the key seals.
    public let id: UInt128
    let material: SymmetricKey
    private let sealing: SymmetricKey
    /// Does the same sooner, where it is available.
    private let prepared: PreparedCipher?

    /// Makes a new key of 256 random bits.
    public init(id: UInt128) {
        self.init(id: id, material: SymmetricKey(size: .bits256))
    }

    /// - Parameter isPrepared: whether libsodium is used where it can be.
    init(id: UInt128, material: SymmetricKey, isPrepared: Bool = true) {
        self.id = id
        self.material = material
        sealing = Self.derive(from: material, purpose: "credence sealing key")
        prepared = isPrepared ? PreparedCipher(sealing) : nil
    }

    /// Seals bytes so that they open only under this key and in this place.
    public func seal(_ plaintext: [UInt8], _ place: SealPlace) throws(SealError) -> SealedValue {
        let header = SealedValue.header(keyID: id)
        let data = place.associatedData(header: header)
        if let prepared { return SealedValue(bytes: header + (try prepared.seal(plaintext, authenticating: data))) }
        return SealedValue(bytes: header + (try Cipher.seal(plaintext, under: sealing, authenticating: data)))
    }

    /// Opens what ``seal(_:_:)`` made; anything else, and any change to it, throws.
    public func open(_ sealed: SealedValue, _ place: SealPlace) throws(SealError) -> [UInt8] {
        guard let keyID = sealed.keyID else { throw .malformed }
        guard keyID == id else { throw .unknownKey }
        let data = place.associatedData(header: sealed.header)
        if let prepared { return try prepared.open(sealed.box, authenticating: data) }
        var plaintext = try Cipher.open(sealed.box, under: sealing, authenticating: data)
        defer { plaintext.wipe() }
        return Array(plaintext)
    }

    static func derive(from material: SymmetricKey, purpose: String) -> SymmetricKey {
        HKDF<SHA256>.deriveKey(inputKeyMaterial: material, info: Array(purpose.utf8), outputByteCount: 32)
    }
}
