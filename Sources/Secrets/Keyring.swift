import Crypto

/// The master keys at hand: the newest wraps, all unwrap.
///
/// To rotate, append a new entry, restart, and wrap each data key again (``unwrap(_:scope:)``, then
/// ``wrap(_:scope:)``); an old entry may go once no wrapped key names it.
public struct Keyring: Sendable, Redacted {
    /// The key that wraps, which is the last entry.
    public let newest: MasterKey
    private let keys: [String: MasterKey]

    /// Takes keys in order of age, the newest last.
    init(_ entries: [MasterKey]) throws(KeyringError) {
        guard let newest = entries.last else { throw .empty }
        var keys: [String: MasterKey] = [:]
        for key in entries where keys.updateValue(key, forKey: key.id) != nil {
            throw .duplicateID(key.id)
        }
        self.newest = newest
        self.keys = keys
    }

    /// Seals a data key under the newest master key, for this realm or organization only.
    public func wrap(_ key: DataKey, scope: UInt128) throws(SealError) -> WrappedKey {
        let data = WrappedKey.associatedData(id: key.id, scope: scope, masterKeyID: newest.id)
        var material = key.material.bytes
        defer { material.wipe() }
        let bytes = try Cipher.seal(material, under: newest.key, authenticating: data)
        return WrappedKey(id: key.id, masterKeyID: newest.id, bytes: bytes)
    }

    /// Opens a data key under whichever master key wrapped it; throws `unknownKey` when that is not in the keyring.
    public func unwrap(_ wrapped: WrappedKey, scope: UInt128) throws(SealError) -> DataKey {
        guard let master = keys[wrapped.masterKeyID] else { throw .unknownKey }
        let data = WrappedKey.associatedData(id: wrapped.id, scope: scope, masterKeyID: master.id)
        var material = try Cipher.open(wrapped.bytes[...], under: master.key, authenticating: data)
        defer { material.wipe() }
        guard material.count == 32 else { throw .malformed }
        return DataKey(id: wrapped.id, material: SymmetricKey(data: material))
    }
}
