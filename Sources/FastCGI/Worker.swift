import Synchronization

/// One worker thread's own: the handler, a buffer to look at requests and to read them, and a file towards libfcgi.
struct Worker<Handler: RequestHandler & ~Copyable>: ~Copyable {
    let server: Server<Handler>
    private var handler: Handler
    var buffer: [UInt8]
    var scratch: Scratch

    /// The worker thread's body.
    static func run(_ number: Int, for server: Server<Handler>, _ report: StartReport) {
        do {
            let scratch = try Scratch()
            var worker = Worker(server, try server.makeHandler(number), scratch)
            report.succeed()
            worker.serve()
        } catch {
            report.fail(error)
        }
    }

    private init(_ server: Server<Handler>, _ handler: consuming Handler, _ scratch: consuming Scratch) {
        self.server = server
        self.handler = handler
        self.scratch = scratch
        // Room for the parameters with their record headers, and for as much again of the body.
        buffer = Array(repeating: 0, count: 2 * server.configuration.maximumParameterBytes + (68 << 10))
    }

    private mutating func serve() {
        while let event = server.poller.next() {
            if event.key == Poller.listenerKey {
                server.accept()
            } else if let connection = server.connections[event.key], let claim = connection.claim() {
                serve(connection, claim, event.interest)
            }
        }
    }

    private mutating func serve(_ connection: Connection, _ claim: Connection.Claim, _ interest: Interest) {
        switch claim {
        case .idle:
            // The end may come with the last request, and is not told again.
            if !interest.isDisjoint(with: [.peerClosed, .broken]) { connection.noteNews() }
            receive(from: connection)
        case .arriving(let arrival):
            server.heldBytes.subtract(arrival.size, ordering: .relaxed)
            server.clock.cancel(connection.key)
            goOn(with: arrival, on: connection)
        case .sending(let output):
            server.heldBytes.subtract(output.rest.count, ordering: .relaxed)
            server.clock.cancel(connection.key)
            goOn(with: output, on: connection)
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

    mutating func answer(_ request: Request, on connection: Connection) {
        let generation = server.parking.generation
        let isLast = server.isDraining.load(ordering: .sequentiallyConsistent)
        switch handler.handle(request) {
        case .respond(let response): send(response, for: request, on: connection)
        case .park where isLast: send(.drained, for: request, on: connection)
        case .park(let due): server.park(connection, request, until: due, after: generation)
        }
    }
}
