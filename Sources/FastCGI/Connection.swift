import Glibc
import Synchronization

/// One connection from the web server.
///
/// The descriptor is closed when the last reference goes, so nobody who holds one can hit a reused number.
final class Connection: Sendable {
    /// What a worker finds when it takes the connection.
    enum Claim {
        /// Between requests.
        case idle
        /// With a request that has come in part.
        indirect case arriving(Arrival)
        /// With a request that waits for its handler to run again.
        indirect case parked(AcceptedRequest)
        /// With a response that the peer has taken in part.
        indirect case sending(Output)
    }

    let key: UInt64
    private let socket: Descriptor
    private let exchange = Mutex(Exchange())

    init(key: UInt64, _ socket: consuming Descriptor) {
        self.key = key
        self.socket = socket
    }

    var descriptor: Int32 { socket.number }

    /// Makes the caller the connection's only worker; nil when there is one already, or the connection is done.
    func claim() -> Claim? {
        exchange.withLock { $0.claim() }
    }

    /// Ends the claim, with a wait of which the poller, or an alarm, has been told.
    @discardableResult
    func release(_ phase: Exchange.Phase) -> Exchange.Rest {
        exchange.withLock { $0.release(phase) }
    }

    /// Ends the claim for the wait for the next request.
    func rest() -> Exchange.Rest {
        exchange.withLock { $0.rest() }
    }

    /// Lets the connection be looked at once more when it rests.
    func noteNews() {
        exchange.withLock { $0.noteNews() }
    }

    /// The wait for the peer; nil while it is not the peer's turn.
    var wait: Exchange.Wait? {
        exchange.withLockIfAvailable { $0.wait } ?? nil
    }

    /// Makes further reading give end of file once what has come is read.
    func stopReading() {
        shutdown(descriptor, Int32(SHUT_RD))
    }

    /// Ends the connection in both directions at once.
    func cut() {
        shutdown(descriptor, Int32(SHUT_RDWR))
    }
}
