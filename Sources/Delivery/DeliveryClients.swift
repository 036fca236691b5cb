public import Outgoing

/// What a ``Deliverer`` calls receivers with.
public struct DeliveryClients: Sendable {
    /// For app hooks.
    public let hooks: OutgoingClient
    /// For event destinations.
    public let events: OutgoingClient

    /// Makes them; of an answer only the status counts, so little of a body is read.
    ///
    /// - Parameters:
    ///   - policy: which addresses they call.
    ///   - hookTimeout: how long a call of an app hook may take.
    ///   - eventTimeout: the same for an event destination (deck-v2.md section 7.3).
    public init(policy: AddressPolicy, hookTimeout: Duration = .seconds(10), eventTimeout: Duration = .seconds(5)) {
        hooks = OutgoingClient(policy: policy, timeout: hookTimeout, responseLimit: 64 * 1024)
        events = OutgoingClient(policy: policy, timeout: eventTimeout, responseLimit: 64 * 1024)
    }
}
