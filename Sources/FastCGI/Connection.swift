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
        case arriving(Arrival)
        /// With a request that waits for its handler to run again.
        case parked(Request)
        /// With a response that the peer has taken in part.
        case sending(Output)
    }

    let key: UInt64
    private let number: Atomic<Int32>
    private let exchange = Mutex(Exchange())

    init(key: UInt64, _ descriptor: consuming Descriptor) {
        self.key = key
        number = Atomic(descriptor.release())
    }

    deinit {
        if descriptor >= 0 { close(descriptor) }
    }

    var descriptor: Int32 {
        number.load(ordering: .relaxed)
    }

    /// Makes the caller the connection's only worker; nil when there is one already, or the connection is done.
    func claim() -> Claim? {
        exchange.withLock { $0.claim() }
    }

    /// Ends the claim; the connection must be armed, or an alarm set, only after this.
    func release(_ phase: Exchange.Phase) {
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

    /// Whether it is out of service.
    var isClosed: Bool {
        exchange.withLock { $0.isClosed }
    }

    /// Reads the plain request that waits; nil when libfcgi refused it all the same.
    func read(maximumBody: Int, into buffer: inout [UInt8]) -> Request? {
        let request = exchange.withLock {
            $0.library.read(from: descriptor, maximumBody: maximumBody, into: &buffer)
        }
        // libfcgi closes the connection itself when it cannot read the request.
        if request == nil { number.store(-1, ordering: .relaxed) }
        return request
    }

    /// Reads a request that was put together; nil when it cannot be served.
    func read(_ arrival: Arrival, through scratch: inout Scratch) -> Request? {
        exchange.withLock { $0.library.read(arrival, through: &scratch) }
    }

    /// Makes the current request the last.
    func endAfterThis() {
        exchange.withLock { $0.library.endAfterThis() }
    }

    /// Writes the response, which fits into the socket's buffer, and ends the request.
    ///
    /// False when the connection cannot serve another, be it that the peer has left earlier responses lying.
    func write(_ response: [UInt8]) -> Bool {
        exchange.withLock { $0.library.write(response, to: descriptor) }
    }

    /// Ends the request with a response that may take the peer a while; nil when there is no descriptor to do it.
    func output(_ response: [UInt8], through scratch: inout Scratch) -> Output? {
        guard let file = scratch.load([]) else { return nil }
        let keeps = exchange.withLock { $0.library.write(response, to: file) }
        return Output(rest: scratch.contents()[...], keepsConnection: keeps, since: .now)
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
