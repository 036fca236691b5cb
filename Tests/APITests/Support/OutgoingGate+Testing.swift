import API
import Outgoing

extension OutgoingGate {
    /// For so many threads that none is refused.
    static let testing = OutgoingGate(OutgoingClient(policy: .loopback), limit: 100)
}
