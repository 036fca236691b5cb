import Credentials
import MariaDB

/// What the stores of a process do together that have the same configuration and keyring; see ``Batcher``.
public final class StoreBatches: Sendable {
    let credentials: Batcher<Lookup<CredentialID>, FoundCredential?>
    let users: Batcher<Lookup<UserID>, FoundUser?>
    let holders: Batcher<HolderLookup, FoundKeyHolder?>
    let steps: Batcher<StepUse, Bool>
    let keys: Batcher<APIKeyInsertion, Bool>
    let stores: SharedStores?

    /// - Parameters:
    ///   - patience: for how long whoever is at work is waited for.
    ///   - sharing: whether there are stores that belong to no thread: four connections more at most, in exchange for speed.
    public init(patience: Duration = .milliseconds(20), sharing: Bool = false) {
        stores = sharing ? SharedStores() : nil
        credentials = Batcher(patience: patience)
        users = Batcher(patience: patience)
        holders = Batcher(patience: patience)
        steps = Batcher(patience: patience)
        keys = Batcher(patience: patience)
    }
}

extension Store {
    /// Does something together with what other stores of the process are asked for meanwhile; on its own in a transaction.
    mutating func together<Request, Reply>(
        _ batcher: Batcher<Request, Reply>, _ request: Request,
        _ work: @Sendable (inout Store, [Request]) throws -> [Reply]
    ) throws -> Reply {
        if session.isInTransaction {
            guard let reply = try work(&self, [request]).first else { throw StoreFailure.missingReply }
            return reply
        }
        return try batcher.perform(request, bell) { requests in
            try sharing { store in try work(&store, requests) } ?? work(&self, requests)
        }
    }

    /// Works with a shared store, if there is one to be had.
    private func sharing<Result: Sendable>(_ work: @Sendable (inout Store) throws -> Result) throws -> Result? {
        let (keyring, configuration) = (keyring, session.configuration)
        return try batches.stores?.perform(
            making: { Store(Session(connectingOnUse: configuration), keyring: keyring) }, work)
    }
}

/// Something that is looked for by its id.
struct Lookup<ID: Hashable & Sendable>: Batchable {
    let id: ID

    /// All are of one kind.
    var kind: Bool { true }
}
