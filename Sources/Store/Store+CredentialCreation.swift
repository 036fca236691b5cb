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
        if case .apiKey(let key) = new, try insertAtOnce(key, id: id, for: user, grant, noting: event) { return }
        try transaction { store in
            try store.insert(new, id: id, for: user, grant)
            try store.record(event)
        }
    }

    /// Adds an API key in one round trip, with a sealing key that was read within the last second; `false`, and nothing has
    /// happened, when the realm's policy or that key is not in force any more, or somebody keeps them locked.
    private mutating func insertAtOnce(
        _ key: Secret, id: CredentialID, for user: UserID, _ grant: Grant<CreateCredential>, noting event: NewEvent
    ) throws -> Bool {
        do {
            let sealing = try grant.policy.apiKeyPolicy == .encrypt ? recentAPIKeySealing(of: grant.realm) : nil
            let columns = try apiKeyColumns(of: key, id: id, grant.realm, sealing: sealing)
            let rules = APIKeyInsertion.Rules(
                realm: grant.realm, policy: grant.policy.apiKeyPolicy,
                sealing: sealing.map { DataKeyID(number: $0.id) }, account: event.account, type: event.type,
                subject: event.subject.realm)
            let new = APIKeyInsertion(id: id, user: user, columns: columns, event: event, kind: rules)
            let isDone = try together(batches.keys, new) { store, new in
                let isDone = try store.insertAtOnce(new)
                return new.map { _ in isDone }
            }
            if !isDone { recentAPIKeySealings.removeAll() }
            return isDone
        } catch StoreFailure.missingDataKey {
            return false
        }
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
        if let key = recentAPIKeySealings[realm] { return key }
        let start = ContinuousClock.now
        let key = try dataKey(of: realm, for: .apiKeys)
        recentAPIKeySealings.keep(key, for: realm, readAt: start)
        return key
    }
}
