public import Outgoing
import Synchronization

/// Lets a bounded number of threads wait for other people's servers; more are refused at once. However slow those servers
/// are, the rest of the process's threads goes on answering.
public final class OutgoingGate: Sendable {
    private let client: OutgoingClient
    private let limit: Int
    private let occupancy = Mutex(0)

    /// - Parameter limit: how many threads may be inside at once; at least one may.
    public init(_ client: OutgoingClient, limit: Int) {
        self.client = client
        self.limit = max(limit, 1)
    }

    /// Which addresses may be called.
    var addresses: AddressPolicy { client.policy }

    /// Does what needs the client.
    ///
    /// - Throws: `unavailable` when there are enough inside already, before anything was done; what `body` throws.
    func pass<Result>(_ body: (OutgoingClient) throws -> Result) throws -> Result {
        guard enter() else { throw Failure(.unavailable, "Service unavailable", retryAfter: 1) }
        defer { occupancy.withLock { $0 -= 1 } }
        return try body(client)
    }

    private func enter() -> Bool {
        occupancy.withLock { count in
            guard count < limit else { return false }
            count += 1
            return true
        }
    }
}
