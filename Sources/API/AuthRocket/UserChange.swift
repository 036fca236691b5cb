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
    /// What the new password or API key replaces.
    let credential: FirstCredential
    let request: JSONObject

    /// - Throws: `invalid`, `notFound`.
    init(_ call: Call, _ id: UserID, _ store: inout Store) throws {
        let policy = try store.policy(of: id)
        grant = try call.grant(WriteUser.self, by: policy)
        credential = try FirstCredential(of: id, call, policy)
        attributes = try call.input.attributes(root: "user")
        let hashGrant = try attributes.hasPasswordHash ? call.grant(SetPasswordHash.self, by: policy) : nil
        request = try call.input.annotation(root: "user")
        var (reader, planned) = (attributes, try found(try store.user(id, grant)))
        reader.apply(to: &planned, grant.policy)
        secret = reader.newSecret(
            of: planned, grant.policy, try store.passwordPolicy(of: grant.policy), hashGrant)
        try reader.check()
    }
}
