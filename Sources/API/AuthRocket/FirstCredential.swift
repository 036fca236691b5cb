import Credentials
import Secrets
import Store

/// The first credential of its type that a user has: what `password` and `api_key` on users stand for
/// (authrocket-v1.md section 6.1).
struct FirstCredential {
    private let user: UserID
    private let update: Grant<UpdateCredential>
    private let create: Grant<CreateCredential>

    /// - Throws: ``Credentials/Denial``.
    init(of user: UserID, _ call: Call, _ policy: RealmPolicy?) throws {
        self.user = user
        update = try call.grant(UpdateCredential.self, by: policy)
        create = try call.grant(CreateCredential.self, by: policy)
    }

    /// Replaces it, or makes one.
    func set(_ credential: NewCredential, _ store: inout Store) throws {
        guard let existing = try store.credentialID(of: user, type: credential.type, update) else {
            return try store.insert(credential, id: IdentifierGenerator.shared.next(), for: user, create)
        }
        let stillThere =
            switch credential {
            case .password(let hash): try store.setPassword(hash, of: existing, update)
            case .apiKey(let key): try store.setAPIKey(key, of: existing, update)
            case .totp, .social: false
            }
        guard stillThere else { throw Failure.notFound }
    }
}
