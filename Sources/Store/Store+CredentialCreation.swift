public import Credentials
import MariaDB
import Secrets

extension Store {
    /// Adds a credential to a user of the grant's realm, and notes the event: one transaction.
    ///
    /// - Throws: as ``insert(_:id:for:_:)``.
    public mutating func create(
        _ new: NewCredential, id: CredentialID, for user: UserID, _ grant: Grant<CreateCredential>,
        noting event: NewEvent
    ) throws {
        if let question = try creation(of: new, id: id, for: user, grant, noting: event), try ask(question) { return }
        forgetAPIKeySealing(of: grant.realm)
        try transaction { store in
            try store.insert(new, id: id, for: user, grant)
            try store.record(event)
        }
    }

    /// The question by which the same is done in one round trip, with a sealing key that was read within the last second;
    /// `nil` when it has to be done with ``create(_:id:for:_:noting:)``.
    ///
    /// It is answered with `false`, and nothing has happened, when the realm's policy or that key is not in force any more, or
    /// somebody keeps them locked.
    public mutating func creation(
        of new: NewCredential, id: CredentialID, for user: UserID, _ grant: Grant<CreateCredential>,
        noting event: NewEvent
    ) throws -> Question<Bool>? {
        guard case .apiKey(let key) = new else { return nil }
        do {
            let sealing = try grant.policy.apiKeyPolicy == .encrypt ? recentAPIKeySealing(of: grant.realm) : nil
            let columns = try apiKeyColumns(of: key, id: id, grant.realm, sealing: sealing)
            let rules = APIKeyInsertion.Rules(
                realm: grant.realm, policy: grant.policy.apiKeyPolicy,
                sealing: sealing.map { DataKeyID(number: $0.id) }, account: event.account, type: event.type,
                subject: event.subject.realm)
            let new = APIKeyInsertion(id: id, user: user, columns: columns, event: event, kind: rules)
            return Question({ $0.keys }, new)
        } catch StoreFailure.missingDataKey {
            return nil
        }
    }

    /// Forgets which key seals a realm's API keys.
    public func forgetAPIKeySealing(of realm: RealmID) {
        batches.recentAPIKeySealings.remove(realm)
    }

    /// Adds API keys under the same rules; `false` as above.
    mutating func insertAtOnce(_ new: [APIKeyInsertion]) throws -> Bool {
        do {
            try session.write(asTransaction: SQL.insert(new))
            return true
        } catch let error as MariaDBError where [.unmet, .lockTimeout].contains(error.code) {
            return false
        }
    }

    /// The key that seals the API keys of a realm that keeps them, as it was within the last second: whether it still is
    /// must be asked by what is written with it.
    private mutating func recentAPIKeySealing(of realm: RealmID) throws -> DataKey {
        if let key = batches.recentAPIKeySealings[realm] { return key }
        let start = ContinuousClock.now
        let key = try dataKey(of: realm, for: .apiKeys)
        batches.recentAPIKeySealings.keep(key, for: realm, readAt: start)
        return key
    }
}
