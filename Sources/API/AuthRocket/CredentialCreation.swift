import Credentials
import Secrets
import Store

/// A credential that is about to be made, with all that has to be known for it.
struct CredentialCreation: Sendable {
    private let new: NewCredential
    private let id: CredentialID = IdentifierGenerator.shared.next()
    private let user: User
    private let grant: Grant<CreateCredential>
    private let event: NewEvent
    private let key: Secret?

    /// Checks what the caller sent.
    ///
    /// - Parameter owner: whose credential it is to be.
    /// - Throws: what ``Failure`` tells callers, `HashingError`.
    init(_ call: Call, _ attributes: Attributes, of owner: FoundUser?, _ store: inout Store) throws {
        var attributes = attributes
        grant = try call.grant(CreateCredential.self, by: owner?.policy)
        let hashGrant = try attributes.hasPasswordHash ? call.grant(SetPasswordHash.self, by: grant.policy) : nil
        user = try found(owner?.user(try call.grant(ReadUser.self, by: grant.policy)))
        let draft = try attributes.newCredential(for: user, grant, hashGrant, &store)
        let request = try call.input.annotation(root: "credential")
        try attributes.check()
        new = try draft.hashed(by: call.hasher)
        key = draft.apiKey
        event = NewEvent(.userUpdated, of: user.subject, in: grant.policy.account, request: request)
    }

    /// The question that makes it, if one does; after `false` it is still to be made.
    func question(_ store: inout Store) throws -> Question<Bool>? {
        try store.creation(of: new, id: id, for: user.id, grant, noting: event)
    }

    /// After `false`: has the store look anew at what the question relied on.
    func forgetRefused(_ store: borrowing Store) {
        store.forgetAPIKeySealing(of: grant.realm)
    }

    /// Makes it, and answers.
    @Sendable func make(_ store: inout Store) throws -> Response {
        try store.create(new, id: id, for: user.id, grant, noting: event)
        return try answer(&store)
    }

    /// The answer, once it is made.
    func answer(_ store: inout Store) throws -> Response {
        let created = Credential(new, id: id, of: user)
        return .json(try CredentialHandlers.shown(created, grant, &store, key: key), status: 201)
    }
}
