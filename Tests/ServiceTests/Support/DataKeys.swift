import JSON
import Secrets
import Testing

/// The data keys of `/v2` that somebody with the database and the master keys has.
struct DataKeys {
    private let keys: [DataKey]

    /// Unwraps all that are there.
    init(of stack: Stack) throws {
        let keyring = try Keyring(file: "\(stack.state)/master-keys")
        let rows = try stack.rows(
            """
            SELECT HEX(c.organization_id), HEX(k.key_id), k.master_key, HEX(k.wrapped)
            FROM credential_keys k JOIN vault_credentials c ON c.id = k.credential_id
            UNION ALL SELECT HEX(organization_id), HEX(id), master_key, HEX(wrapped) FROM organization_keys
            """)
        keys = try rows.map { row in
            let scope = try #require(UInt128(row[0], radix: 16))
            let id = try #require(UInt128(row[1], radix: 16))
            let bytes = try #require(Hexadecimal.bytes(row[3]))
            return try keyring.unwrap(WrappedKey(id: id, masterKeyID: row[2], bytes: bytes), scope: scope)
        }
    }

    /// What one of them opens, if one does.
    func open(_ sealed: [UInt8], _ place: SealPlace) -> [UInt8]? {
        keys.lazy.compactMap { try? $0.open(SealedValue(bytes: sealed), place) }.first
    }
}
