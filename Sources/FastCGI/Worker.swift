import Synchronization

/// One worker thread's own: the handler, and a buffer to receive into.
struct Worker<Handler: RequestHandler & ~Copyable>: ~Copyable {
    let server: Server<Handler>
    private var handler: Handler
    let keeper: Watchkeeper
    /// How many events it has looked at since it looked for jobs.
    var eventCount = 0
    /// Whether it looked for jobs before events when it last came back from something that took time.
    var comesForJobs = false
    /// Whether its handler was asked something since it fetched events.
    var hasHandled = false
    var buffer: [UInt8]
    /// Prompt answers are written here, one after the other into the same memory.
    var output: [UInt8] = []

    /// The worker thread's body.
    static func run(for server: Server<Handler>, _ report: StartReport) {
        do {
            let keeper = Watchkeeper(server.watch)
            var worker = Worker(server, keeper, try server.makeHandler(Seat(server: server, keeper: keeper)))
            report.succeed()
            worker.serve()
        } catch {
            report.fail(error)
        }
    }

    private init(_ server: Server<Handler>, _ keeper: Watchkeeper, _ handler: consuming Handler) {
        self.server = server
        self.keeper = keeper
        self.handler = handler
        // Room for the parameters with their record headers, and for as much again of the body.
        buffer = System.buffer(of: 2 * server.configuration.maximumParameterBytes + (68 << 10))
    }

    private mutating func serve() {
        while let work = nextWork() {
            switch work {
            case .event(let event): serve(event)
            case .job(let job):
                if !Handler.announcesWaits { keeper.leave() }
                job.perform(&handler)
            }
        }
    }

    private mutating func serve(_ event: Poller.Event) {
        if event.key == Poller.listenerKey {
            server.accept()
        } else if let connection = server.connections[event.key], let claim = connection.claim() {
            serve(connection, claim, event.interest)
        }
    }

    private mutating func serve(_ connection: Connection, _ claim: Connection.Claim, _ interest: Interest) {
        switch claim {
        case .idle:
            // The end may come with the last request, and is not told again.
            if !interest.isDisjoint(with: [.peerClosed, .broken]) { connection.noteNews() }
            begin(on: connection)
        case .arriving(let arrival):
            server.heldBytes.subtract(arrival.size, ordering: .relaxed)
            server.clock.cancel(connection.key)
            goOn(with: arrival, on: connection)
        case .sending(let output):
            server.heldBytes.subtract(output.rest.count, ordering: .relaxed)
            server.clock.cancel(connection.key)
            server.goOn(with: output, on: connection)
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

    /// - Parameter request: which lies in the buffer.
    func promptAnswer(to request: WholeRequest) -> PromptAnswer? {
        guard request.body.isEmpty else { return nil }
        return handler.promptAnswer(to: buffer.span.extracting(request.parameters))
    }

    mutating func answer(_ accepted: AcceptedRequest, on connection: Connection) {
        hasHandled = true
        let start = server.start(of: accepted)
        if !Handler.announcesWaits { keeper.leave() }
        server.settle(handler.handle(accepted.request), start, on: connection)
    }
}
