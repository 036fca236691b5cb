/// A data key as the database holds it: sealed under a master key.
public struct WrappedKey: Sendable, Equatable {
    /// The data key's id.
    public let id: UInt128
    /// The master key that wrapped it.
    public let masterKeyID: String
    /// Nonce (12 bytes), ciphertext (32), tag (16): 60 bytes.
    public let bytes: [UInt8]

    /// Takes what a row holds; whether it is a wrapped key shows when it is unwrapped.
    public init(id: UInt128, masterKeyID: String, bytes: [UInt8]) {
        self.id = id
        self.masterKeyID = masterKeyID
        self.bytes = bytes
    }

    static func associatedData(id: UInt128, scope: UInt128, masterKeyID: String) -> [UInt8] {
        var data = LengthPrefixed()
        data.append("credence data key".utf8)
        data.append(id)
        data.append(scope)
        data.append(masterKeyID.utf8)
        return data.bytes
    }
}
