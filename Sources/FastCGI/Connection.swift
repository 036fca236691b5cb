import Glibc
import Synchronization

/// One connection from the web server.
///
/// The descriptor is closed when the last reference goes, so nobody who holds one can hit a reused number.
final class Connection: Sendable {
    /// What a worker finds when it takes the connection.
    enum Claim {
        /// Between requests, or with a request that began to come at the instant.
        case open(since: ContinuousClock.Instant?)
        /// With a request that waits for its handler to run again.
        case parked(Request)
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
        exchange.withLockIfAvailable { $0.claim() } ?? nil
    }

    /// Ends the claim; the connection must be armed, or an alarm set, only after this.
    func release(_ phase: Exchange.Phase) {
        exchange.withLock { $0.phase = phase }
    }

    /// Reads the request through libfcgi; nil when it broke the protocol.
    func read(maximumBody: Int, until deadline: ContinuousClock.Instant?, into buffer: inout [UInt8]) -> Request? {
        let request = exchange.withLock {
            $0.library.read(from: descriptor, maximumBody: maximumBody, until: deadline, into: &buffer)
        }
        // libfcgi closes the connection itself when it cannot read the request.
        if request == nil { number.store(-1, ordering: .relaxed) }
        return request
    }

    /// Makes the current request the last.
    func endAfterThis() {
        exchange.withLock { $0.library.endAfterThis() }
    }

    /// Writes the response and ends the request; false when the connection cannot serve another.
    func write(_ response: [UInt8]) -> Bool {
        exchange.withLock { $0.library.write(response) }
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
