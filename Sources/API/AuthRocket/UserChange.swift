import Credentials
import JSON
import Secrets
import Store

/// A change of a user that was found to be valid, before it is made.
struct UserChange {
    let grant: Grant<WriteUser>
    let attributes: Attributes
    /// The new password or API key, if one was given.
    let secret: NewSecret?
    let request: JSONObject

    private let user: UserID
    private let updateGrant: Grant<UpdateCredential>
    private let createGrant: Grant<CreateCredential>

    /// - Throws: `invalid`, `notFound`.
    init(_ call: Call, _ id: UserID, _ store: inout Store) throws {
        let policy = try store.policy(of: id)
        grant = try call.grant(WriteUser.self, by: policy)
        updateGrant = try call.grant(UpdateCredential.self, by: policy)
        createGrant = try call.grant(CreateCredential.self, by: policy)
        user = id
        attributes = try call.input.attributes(root: "user")
        request = try call.input.annotation(root: "user")
        var (reader, planned) = (attributes, try found(try store.user(id, grant)))
        reader.apply(to: &planned, grant.policy)
        secret = reader.newSecret(of: planned, grant.policy)
        try reader.check()
    }

    /// Replaces the user's first credential of that type, or makes one.
    func set(_ credential: NewCredential, _ store: inout Store) throws {
        guard let existing = try store.credentialID(of: user, type: credential.type, updateGrant) else {
            return try store.insert(credential, id: IdentifierGenerator.shared.next(), for: user, createGrant)
        }
        let stillThere =
            switch credential {
            case .password(let hash): try store.setPassword(hash, of: existing, updateGrant)
            case .apiKey(let key): try store.setAPIKey(key, of: existing, updateGrant)
            case .totp, .social: false
            }
        guard stillThere else { throw Failure.notFound }
    }
}
