import Glibc
import Synchronization
import TestPeer
import Testing

@testable import FastCGI

struct SeatTests {
    /// A handler that says when it waits.
    private struct SeatedHandler: RequestHandler {
        static let announcesWaits = true
        let seat: Seat<SeatedHandler>
        let function: @Sendable (Request, Seat<SeatedHandler>) -> Reply
        var jobCount = 0

        mutating func handle(_ request: Request) -> Reply {
            function(request, seat)
        }
    }

    private func withSeats(
        threads: Int = 4, handler: @escaping @Sendable (Request, Seat<SeatedHandler>) -> Reply,
        during body: (Server<SeatedHandler>, String) throws -> Void
    ) throws {
        try withSocketPath { path in
            let server = try Server(Configuration(listen: .unix(path: path), threads: threads)) { seat in
                SeatedHandler(seat: seat, function: handler)
            }
            try server.start()
            let result = Result { try body(server, path) }
            #expect(server.stop())
            try result.get()
        }
    }

    @Test("what takes no waiting is done by one thread, however many there are")
    func oneThread() throws {
        let threads = Mutex<Set<UInt>>([])
        try withSeats { _, _ in
            threads.withLock { _ = $0.insert(UInt(pthread_self())) }
            return .text("")
        } during: { _, path in
            let clients = try (0..<8).map { _ in try FastCGIClient(path: path) }
            for _ in 0..<20 {
                for client in clients { client.send(Records.request()) }
                for client in clients { #expect(client.receive().status == 200) }
            }
        }
        #expect(threads.withLock { $0.count } == 1)
    }

    @Test("while one waits that said so, others answer, as many as there are threads")
    func waiting() throws {
        let gate = Gate()
        try withSeats { request, seat in
            guard request.parameters["SLOW"] != nil else { return .text("quick") }
            seat.leaveWatch()
            seat.leaveWatch()
            gate.pass()
            return .text("slow")
        } during: { _, path in
            let slow = try (0..<3).map { _ in try FastCGIClient(path: path) }
            for client in slow { client.send(Records.request(["SLOW": "1"])) }
            #expect(eventually { gate.arrivals == 3 })
            for _ in 0..<20 { try #expect(FastCGIClient(path: path).request().body == "quick") }
            gate.open()
            for client in slow { #expect(client.receive().body == "slow") }
            for client in slow { #expect(client.request().body == "quick") }
        }
    }

    @Test("events that were fetched together with one that takes time do not wait for it")
    func fetchedTogether() throws {
        let (first, second) = (Gate(), Gate())
        try withSeats(threads: 2) { request, seat in
            switch request.parameters["WAIT"] {
            // Keeps the watch, so that what follows is fetched together.
            case "1": first.pass()
            case "2":
                seat.leaveWatch()
                second.pass()
            default: break
            }
            return .text("")
        } during: { _, path in
            let clients = try (0..<10).map { _ in try FastCGIClient(path: path) }
            for client in clients { #expect(client.request().status == 200) }
            clients[0].send(Records.request(["WAIT": "1"]))
            #expect(eventually { first.arrivals == 1 })
            clients[1].send(Records.request(["WAIT": "2"]))
            for client in clients.dropFirst(2) { client.send(Records.request()) }
            first.open()
            for client in clients.dropFirst(2) { #expect(client.receive().status == 200) }
            #expect(!clients[1].hasNews(within: 0))
            second.open()
            #expect(clients[0].receive().status == 200 && clients[1].receive().status == 200)
        }
    }

    @Test("jobs are done once, in the order in which they came, with a worker's handler, also while nobody asks")
    func jobs() throws {
        let done = Mutex<[Int]>([])
        let seats = Mutex<[Seat<SeatedHandler>]>([])
        try withSeats(threads: 2) { _, seat in
            seats.withLock { $0.append(seat) }
            return .text("")
        } during: { _, path in
            try #expect(FastCGIClient(path: path).request().status == 200)
            let seat = try #require(seats.withLock { $0.first })
            for number in 0..<100 {
                seat.perform { handler in
                    handler.jobCount += 1
                    done.withLock { $0.append(number) }
                }
                if number % 10 == 0 { #expect(eventually { done.withLock { $0.count } == number + 1 }) }
            }
            #expect(eventually { done.withLock { $0.count } == 100 })
            #expect(done.withLock { $0 } == Array(0..<100))
            seats.withLock { $0 = [] }
        }
    }

    @Test("a job is done by another worker while the one on watch is busy")
    func pressing() throws {
        let (gate, isDone) = (Gate(), Done())
        try withSeats(threads: 2) { _, _ in
            // It does not say that it waits.
            gate.pass()
            return .text("")
        } during: { server, path in
            let client = try FastCGIClient(path: path)
            client.send(Records.request())
            #expect(eventually { gate.arrivals == 1 })
            server.perform { _ in isDone.note() }
            #expect(eventually { isDone.count == 1 })
            gate.open()
            #expect(client.receive().status == 200)
        }
    }

    /// How often something was done.
    private final class Done: Sendable {
        private let times = Atomic(0)

        var count: Int { times.load(ordering: .sequentiallyConsistent) }

        @discardableResult
        func note() -> Int {
            times.add(1, ordering: .sequentiallyConsistent).newValue
        }
    }

    @Test("a job may be put off")
    func delay() throws {
        let times = Mutex<[ContinuousClock.Instant]>([])
        try withSeats { _, seat in
            let start = ContinuousClock.now
            seat.perform(after: .milliseconds(100)) { _ in
                times.withLock { $0 = [start, .now] }
            }
            return .text("")
        } during: { _, path in
            try #expect(FastCGIClient(path: path).request().status == 200)
            #expect(eventually { times.withLock { $0.count } == 2 })
        }
        let seen = times.withLock { $0 }
        #expect(seen[1] - seen[0] >= .milliseconds(100))
    }

    @Test("jobs that wait have their turn, however many events come")
    func fairness() throws {
        let (runs, isDone) = (Done(), Done())
        try withSeats { _, seat in
            if runs.note() == 1 { seat.perform { _ in isDone.note() } }
            if isDone.count > 0 || runs.count > 100_000 { return .text("\(isDone.count)") }
            // Woken while it decides to wait, so that it has its turn again at once.
            seat.server.wake()
            return .park(until: .now + .seconds(3600))
        } during: { _, path in
            try #expect(FastCGIClient(path: path).request().body == "1")
        }
    }

    @Test("events have their turn, however many jobs wait that take time")
    func eventsAmongJobs() throws {
        let (runs, isAnswered) = (Done(), Done())
        @Sendable func keepBusy(_ seat: Seat<SeatedHandler>) {
            seat.perform { handler in
                handler.seat.leaveWatch()
                if isAnswered.count == 0, runs.note() < 10_000_000 { keepBusy(handler.seat) }
            }
        }
        try withSeats(threads: 2) { request, seat in
            guard request.parameters["BEGIN"] != nil else { return .text("\(isAnswered.note())") }
            for _ in 0..<8 { keepBusy(seat) }
            return .text("")
        } during: { _, path in
            let client = try FastCGIClient(path: path)
            #expect(client.request(["BEGIN": "1"]).status == 200)
            // By then both workers come back from jobs only.
            #expect(eventually { runs.count > 10_000 })
            #expect(client.request().body == "1")
            #expect(runs.count < 10_000_000)
        }
    }
}
