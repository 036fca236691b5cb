import Synchronization

/// A FastCGI server (FastCGI 1.0, responder role): many connections, few threads.
///
/// An idle connection, a request that comes slowly, a parked request and a response that is taken slowly cost a
/// descriptor and memory, never a thread. Who may connect is decided by permissions, see `ListenAddress.unix`.
public final class Server<Handler: RequestHandler & ~Copyable>: Sendable {
    let configuration: Configuration
    let makeHandler: @Sendable (Seat<Handler>) throws -> Handler
    let watch = Watch()
    let jobs = Jobs<Handler>()
    let connections = Connections()
    let parking = Parking()
    let poller: Poller
    let entrance: Entrance
    let clock: Clock
    let isDraining = Atomic(false)
    /// Bytes of requests that have come in part and of responses that have gone in part.
    let heldBytes = Atomic(0)
    private let threads = Mutex<[Thread]>([])
    private let emptied: Bell

    /// Binds the socket, so that the web server may already connect; nothing is served before `start()`.
    ///
    /// - Parameter makeHandler: makes the handler of a worker, inside its thread.
    public init(
        _ configuration: Configuration, makeHandler: @escaping @Sendable (Seat<Handler>) throws -> Handler
    ) throws(ServerError) {
        self.configuration = configuration
        self.makeHandler = makeHandler
        poller = try Poller()
        clock = try Clock()
        emptied = try Bell()
        entrance = try Entrance(configuration)
    }

    /// The TCP port that is listened on; nil for other kinds of socket, and after `stop()`.
    public var boundPort: UInt16? {
        entrance.port
    }

    /// Starts the threads and returns once every worker has its handler.
    ///
    /// - Throws: what `makeHandler` threw; the server is then stopped.
    public func start() throws {
        let report = try StartReport()
        let clockThread = try Thread { self.clock.run(self.ring) }
        threads.withLock { $0.append(clockThread) }
        for _ in 0..<max(2, configuration.threads) {
            let thread = try Thread { Worker<Handler>.run(for: self, report) }
            threads.withLock { $0.append(thread) }
        }
        for _ in 0..<max(2, configuration.threads) { report.waitForOne() }
        if let error = report.error {
            _ = stop()
            throw error
        }
        entrance.open(poller)
    }

    /// Runs the handler of every parked request again; cheap, and callable from any thread.
    public func wake() {
        for connection in parking.wakeAll() { poller.turn(connection) }
    }

    /// Has a worker do something with its handler: the one on watch, when it has nothing else to do, or another.
    ///
    /// - Parameter isPressing: whether another is woken for it when the one on watch is busy.
    func perform(isPressing: Bool = true, _ job: @escaping @Sendable (inout Handler) -> Void) {
        jobs.add(Job(job))
        if !poller.ring(), isPressing { watch.summon() }
    }

    /// Drains: stops accepting, closes idle connections, answers what is in flight, ends the threads.
    ///
    /// A parked request runs its handler a last time; if that parks again the answer is 503 with `Retry-After: 1`.
    /// - Returns: whether all of it was done within `Configuration.drainLimit`; otherwise threads may still be at work.
    public func stop() -> Bool {
        let hasWorkers = threads.withLock { !$0.isEmpty }
        isDraining.store(true, ordering: .sequentiallyConsistent)
        entrance.close(takingBacklog: hasWorkers, into: connections, poller)
        for connection in connections.all { poller.turn(connection) }
        let isDone = waitUntilEmpty()
        poller.stop()
        clock.stop()
        guard isDone else { return false }
        for thread in takeThreads() { thread.join() }
        return true
    }

    /// Takes the connection out of service.
    func drop(_ connection: Connection) {
        connection.release(.closed)
        poller.forget(connection.descriptor)
        forgetWaits(of: connection)
        connections.remove(connection)
        connection.cut()
        keepWithinBounds()
        if isDraining.load(ordering: .sequentiallyConsistent) {
            if connections.count == 0 { emptied.ring() }
        } else {
            entrance.open(poller)
        }
    }

    private func takeThreads() -> [Thread] {
        threads.withLock { threads in
            defer { threads = [] }
            return threads
        }
    }

    private func waitUntilEmpty() -> Bool {
        let limit = ContinuousClock.now + configuration.drainLimit
        while connections.count > 0 {
            guard emptied.wait(atMost: max(.zero, ContinuousClock.now.duration(to: limit))) else {
                return connections.count == 0
            }
        }
        return true
    }
}
