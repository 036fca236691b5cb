import Credentials
import MariaDB
import Secrets

/// What the columns of `credentials` hold that only some types fill, sealed.
struct CredentialColumns {
    var passwordHash: [UInt8]?
    var apiKey: APIKeyColumns?
    var provider: AuthProviderID?
    var name: String?
    var state: TOTPDevice.State?
    var otpSecret: [UInt8]?
    var providerUser: String?
    var accessToken: [UInt8]?
    var tokenExpiresAt: Timestamp?
}

/// How an API key is found again, and where the policy lets it, read again.
struct APIKeyColumns {
    let version: Int
    let digest: [UInt8]
    let sealed: [UInt8]?
}

/// A sealed column of `credentials`.
enum SealedField: String {
    case apiKey = "api_key"
    case otpSecret = "otp_secret"
    case accessToken = "access_token"

    func place(_ realm: RealmID, _ credential: CredentialID) -> SealPlace {
        SealPlace(scope: realm.number, object: credential.number, field: rawValue)
    }
}

extension Store {
    mutating func columns(
        of new: NewCredential, id: CredentialID, _ policy: RealmPolicy
    ) throws -> CredentialColumns {
        switch new {
        case .password(let hash):
            CredentialColumns(passwordHash: hash.column)
        case .apiKey(let key):
            CredentialColumns(apiKey: try apiKeyColumns(of: key, id: id, policy))
        case .totp(let device):
            CredentialColumns(
                provider: device.provider, name: device.name, state: device.state,
                otpSecret: try seal(device.secret, in: policy.realm, id: id, field: .otpSecret))
        case .social(_, let link):
            CredentialColumns(
                provider: link.provider, providerUser: link.providerUser,
                accessToken: try seal(link.accessToken, in: policy.realm, id: id, field: .accessToken),
                tokenExpiresAt: link.tokenExpiresAt)
        }
    }

    /// - Throws: ``Conflict/apiKey`` when the realm has the key under an older lookup key.
    mutating func apiKeyColumns(of key: Secret, id: CredentialID, _ policy: RealmPolicy) throws -> APIKeyColumns {
        try apiKeyColumns(of: key, id: id, policy.realm, sealing: try lockedAPIKeySealing(of: policy.realm))
    }

    /// The same with the key that seals API keys at hand, where the realm's policy is to keep them.
    mutating func apiKeyColumns(
        of key: Secret, id: CredentialID, _ realm: RealmID, sealing: DataKey?
    ) throws -> APIKeyColumns {
        let lookups = try freshLookupKeys()
        guard let newest = lookups.first else { throw StoreFailure.missingLookupKey }
        for older in lookups.dropFirst() where try isTaken(older.digest(key, scope: realm.number), except: id) {
            throw Conflict.apiKey
        }
        let sealed = try sealing?.seal(key.bytes, SealedField.apiKey.place(realm, id)).bytes
        return APIKeyColumns(
            version: newest.version, digest: newest.digest(key, scope: realm.number), sealed: sealed)
    }

    mutating func seal(
        _ secret: Secret?, in realm: RealmID, id: CredentialID, field: SealedField
    ) throws -> [UInt8]? {
        guard let secret else { return nil }
        return try dataKey(of: realm, for: .realm).seal(secret.bytes, field.place(realm, id)).bytes
    }

    private mutating func isTaken(_ digest: [UInt8], except id: CredentialID) throws -> Bool {
        try session.first("SELECT id FROM credentials WHERE api_key_digest = \(digest) AND id <> \(id)") { _ in true }
            ?? false
    }
}

extension PasswordHash {
    /// The PHC string as the column holds it.
    var column: [UInt8] { Array(phc.utf8) }
}
