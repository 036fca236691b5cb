import Synchronization

/// One worker thread's own: the handler, and a buffer to look at requests and to read bodies.
struct Worker<Handler: RequestHandler & ~Copyable>: ~Copyable {
    private let server: Server<Handler>
    private var handler: Handler
    private var buffer: [UInt8]

    /// The worker thread's body.
    static func run(_ number: Int, for server: Server<Handler>, _ report: StartReport) {
        do {
            var worker = try Worker(number, server)
            report.succeed()
            worker.serve()
        } catch {
            report.fail(error)
        }
    }

    private init(_ number: Int, _ server: Server<Handler>) throws {
        self.server = server
        handler = try server.makeHandler(number)
        // Room for the parameters with their record headers, and for the longest management record.
        buffer = Array(repeating: 0, count: 2 * server.configuration.maximumParameterBytes + (68 << 10))
    }

    private mutating func serve() {
        while let event = server.poller.next() {
            if event.key == Poller.listenerKey {
                accept()
            } else if let connection = server.connections[event.key], let claim = connection.claim() {
                serve(connection, claim, event.interest)
            }
        }
    }

    private func accept() {
        // The system is out of descriptors or memory: trying again at once would only burn time.
        if server.entrance.accept(into: server.connections, server.poller) == .exhausted {
            server.clock.set(.reopen, for: Poller.listenerKey, at: .now + .milliseconds(100))
        }
    }

    private mutating func serve(_ connection: Connection, _ claim: Connection.Claim, _ interest: Interest) {
        switch claim {
        case .open(let since):
            if since != nil { server.clock.cancel(connection.key) }
            receive(from: connection, since: since)
        case .parked(let request):
            server.clock.cancel(connection.key)
            server.parking.leave(connection)
            if interest.isDisjoint(with: [.peerClosed, .broken]) {
                answer(request, on: connection)
            } else {
                server.drop(connection)
            }
        }
    }

    private mutating func receive(from connection: Connection, since start: ContinuousClock.Instant?) {
        switch System.peek(connection.descriptor, into: &buffer) {
        case .bytes(let count):
            examine(count, on: connection, since: start)
        case .nothing:
            // Ends idleness without losing a request that comes this moment: the next look finds it, or the end.
            if server.isDraining.load(ordering: .sequentiallyConsistent) { connection.stopReading() }
            server.rest(connection)
        case .ended:
            server.drop(connection)
        }
    }

    private mutating func examine(_ count: Int, on connection: Connection, since start: ContinuousClock.Instant?) {
        let now = ContinuousClock.now
        let start = start ?? now
        let isLate = start.duration(to: now) >= server.configuration.requestDeadline
        switch RequestPreview(buffer[..<count], parameterLimit: server.configuration.maximumParameterBytes) {
        case .complete(let length):
            finish(read(connection, until: nil), on: connection, isLast: length < count)
        case .awaitingBody where isLate:
            finish(read(connection, until: now), on: connection)
        case .awaitingBody where server.bodySlots.take():
            finish(readSlowly(connection, until: start + server.configuration.requestDeadline), on: connection)
        case .partial where isLate, .refused:
            server.drop(connection)
        case .partial, .awaitingBody:
            server.lookAgain(connection, since: start, now: now)
        case .management(let length, let reply):
            System.skip(length, on: connection.descriptor, into: &buffer)
            System.send(reply, on: connection.descriptor)
            server.rest(connection)
        }
    }

    /// Reads a request whose body is still coming, in a slot that the caller took.
    private mutating func readSlowly(_ connection: Connection, until deadline: ContinuousClock.Instant) -> Request? {
        server.clock.set(.stopReading(connection), for: connection.key, at: deadline)
        let request = read(connection, until: deadline)
        server.clock.cancel(connection.key)
        server.bodySlots.giveBack()
        return request
    }

    private mutating func read(_ connection: Connection, until deadline: ContinuousClock.Instant?) -> Request? {
        connection.read(maximumBody: server.configuration.maximumBody, until: deadline, into: &buffer)
    }

    private mutating func finish(_ request: Request?, on connection: Connection, isLast: Bool = false) {
        guard let request else { return server.drop(connection) }
        // libfcgi may have swallowed the beginning of whatever came after the request.
        if isLast { connection.endAfterThis() }
        answer(request, on: connection)
    }

    private mutating func answer(_ request: Request, on connection: Connection) {
        let generation = server.parking.generation
        let isLast = server.isDraining.load(ordering: .sequentiallyConsistent)
        switch handler.handle(request) {
        case .respond(let response): send(response, for: request, on: connection)
        case .park where isLast: send(.drained, for: request, on: connection)
        case .park(let due): server.park(connection, request, until: due, after: generation)
        }
    }

    private func send(_ response: Response, for request: Request, on connection: Connection) {
        let wire = response.wire(withBody: request.parameters["REQUEST_METHOD"] != "HEAD")
        if write(wire, on: connection) {
            server.rest(connection)
        } else {
            server.drop(connection)
        }
    }

    private func write(_ wire: [UInt8], on connection: Connection) -> Bool {
        // What fits into the socket's buffer is not waited for; at worst SO_SNDTIMEO bounds each of a few writes.
        guard wire.count > 64 << 10 else { return connection.write(wire) }
        server.clock.set(.cut(connection), for: connection.key, at: .now + server.configuration.ioTimeout)
        defer { server.clock.cancel(connection.key) }
        return connection.write(wire)
    }
}
