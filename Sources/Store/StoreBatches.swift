import Credentials
import MariaDB
import Secrets

/// What the stores of a process share that have the same configuration and keyring: what they do together, see ``Batcher``,
/// and keys that one of them read within the last second.
public final class StoreBatches: Sendable {
    let credentials: Batcher<Lookup<CredentialID>, FoundCredential?>
    let users: Batcher<Lookup<UserID>, FoundUser?>
    let holders: Batcher<HolderLookup, FoundKeyHolder?>
    let steps: Batcher<StepUse, Bool>
    let keys: Batcher<APIKeyInsertion, Bool>
    let stores: SharedStores?
    let recentLookupKeys = SharedRecents<UInt128, [LookupKey]>(for: .seconds(1), atMost: 1)
    let recentAPIKeySealings = SharedRecents<RealmID, DataKey>(for: .seconds(1), atMost: 4096)
    let recentDataKeys = SharedRecents<UInt128, DataKey>(for: .seconds(1), atMost: 4096)
    /// Which of them signs is never remembered.
    let recentSigningKeys = SharedRecents<JWTKeyID, JWTKey>(for: .seconds(1), atMost: 4096)

    /// - Parameters:
    ///   - patience: for how long whoever is at work is waited for.
    ///   - sharing: whether there are stores that belong to no thread: four connections more at most, in exchange for speed.
    public init(patience: Duration = .milliseconds(20), sharing: Bool = false) {
        stores = sharing ? SharedStores() : nil
        credentials = Batcher(patience: patience) { store, lookups in
            let found = try store.find(lookups.map(\.id))
            return lookups.map { found[$0.id] }
        }
        users = Batcher(patience: patience) { store, lookups in
            let found = try store.find(lookups.map(\.id))
            return lookups.map { found[$0.id] }
        }
        holders = Batcher(patience: patience) { store, lookups in
            let found = try store.find(lookups.map(\.digest))
            return lookups.map { found[$0.digest] }
        }
        steps = Batcher(patience: patience) { store, uses in
            guard let step = uses.first?.step else { return [] }
            return try store.use(step, of: uses.map(\.id))
        }
        keys = Batcher(patience: patience) { store, new in
            let isDone = try store.insertAtOnce(new)
            return new.map { _ in isDone }
        }
    }
}

extension StoreBatches {
    /// Forgets the keys, as they are forgotten within a second.
    func forgetRecent() {
        recentLookupKeys.removeAll()
        recentAPIKeySealings.removeAll()
        recentDataKeys.removeAll()
        recentSigningKeys.removeAll()
    }
}

extension Store {
    /// Works with a shared store, if there is one to be had, otherwise with this one.
    mutating func sharing<Result: Sendable>(_ work: @Sendable (inout Store) throws -> Result) throws -> Result {
        let (keyring, configuration) = (keyring, session.configuration)
        willWait()
        return try batches.stores?.perform(
            making: { Store(Session(connectingOnUse: configuration), keyring: keyring) }, work) ?? work(&self)
    }

    /// Has one of its crew do something soon; without a crew it is done at once.
    public mutating func perform(_ job: @escaping @Sendable (inout Store) -> Void) {
        if let crew { crew.perform(job) } else { job(&self) }
    }
}

/// Something that is looked for by its id.
struct Lookup<ID: Hashable & Sendable>: Batchable {
    let id: ID

    /// All are of one kind.
    var kind: Bool { true }
}
