import Glibc
import Synchronization
import TestPeer
import Testing

@testable import FastCGI

struct ServerTests {
    @Test("a request is answered, and a peer that does not keep the connection sees it closed")
    func oneRequest() throws {
        try withServer { running in
            let client = try running.connect()
            let answer = client.request(keep: false)
            #expect(answer.isEnded)
            #expect(answer.status == 200)
            #expect(answer.body == "fine")
            #expect(client.isClosedByServer)
        }
    }

    @Test("one connection serves many requests, each with its own parameters and body")
    func keepAlive() throws {
        try withServer {
            .text("\($0.parameters["N"] ?? "-") \($0.body.summary)")
        } during: { running in
            let client = try running.connect()
            for number in 0..<100 {
                let answer = client.request(["N": "\(number)"], body: Array(repeating: 7, count: number * 100))
                #expect(answer.body == "\(number) whole \(number * 100)")
            }
            #expect(running.server.connections.count == 1)
        }
    }

    @Test("64 idle kept-alive connections on 2 threads do not keep a new one from being served")
    func idleConnections() throws {
        try withServer { running in
            let idle = try (0..<64).map { _ in try running.connect() }
            for client in idle { #expect(client.request().status == 200) }
            for _ in 0..<20 { try #expect(running.connect().request().status == 200) }
            for client in idle { #expect(client.request().status == 200) }
        }
    }

    @Test("silent connections do not keep a new one from being served")
    func silentConnections() throws {
        try withServer { running in
            let silent = try (0..<64).map { _ in try running.connect() }
            try #expect(running.connect().request().status == 200)
            withExtendedLifetime(silent) {}
        }
    }

    @Test("beyond the cap connections wait, and get in when one leaves")
    func connectionCap() throws {
        let configuration = Configuration.testing {
            $0.maximumConnections = 4
            $0.minimumWait = .seconds(3600)
        }
        try withServer(configuration) { running in
            var clients = try (0..<4).map { _ in try running.connect() }
            for client in clients { #expect(client.request().status == 200) }
            #expect(running.isAtRest)
            let late = try running.connect()
            late.send(Records.request())
            #expect(!late.hasNews(within: 300))
            #expect(running.server.connections.count == 4)
            clients.removeLast()
            #expect(late.receive().status == 200)
        }
    }

    @Test("whoever has an answer makes way for those who wait at the cap, and keeps its connection otherwise")
    func takeTurns() throws {
        let configuration = Configuration.testing {
            $0.maximumConnections = 2
            $0.minimumWait = .seconds(3600)
        }
        try withServer(configuration) { running in
            let busy = try (0..<2).map { _ in try running.connect() }
            for client in busy { #expect(client.request().status == 200) }
            #expect(running.isAtRest)
            let late = try running.connect()
            late.send(Records.request())
            #expect(!late.hasNews(within: 100))
            #expect(busy[0].request().status == 200)
            #expect(busy[0].isClosedByServer)
            #expect(late.receive().status == 200)
            for client in [busy[1], late, busy[1], late] { #expect(client.request().status == 200) }
        }
    }

    @Test("silent peers at the cap make way, those that have been silent the longest first")
    func makeWay() throws {
        try withServer(.testing { $0.maximumConnections = 8 }) { running in
            let silent = try (0..<30).map { _ in try running.connect() }
            let begun = silent[4]
            begun.send(Records.begin())
            for _ in 0..<4 { try #expect(running.connect().request().status == 200) }
            #expect(silent[0].isClosedByServer)
            #expect(begun.isClosedByServer)
        }
    }

    @Test("without free descriptors silent peers make way, too")
    func makeWayForDescriptors() async {
        await #expect(processExitsWith: .success) {
            try withServer(.testing { $0.requestDeadline = .seconds(3600) }) { running in
                let silent = try (0..<4).map { _ in try running.connect() }
                for client in silent { client.send(Records.begin()) }
                #expect(eventually { running.server.connections.count == 4 })
                let late = try (0..<2).map { _ in try running.connect() }
                for client in late { client.send(Records.request()) }
                try withoutFreeDescriptors { for client in late { #expect(client.receive().status == 200) } }
            }
        }
    }

    @Test("when descriptors have run out, whoever has an answer makes way for those who wait, one after the other")
    func descriptorsRunOut() async {
        await #expect(processExitsWith: .success) {
            let gate = Gate()
            try withServer(.testing { $0.minimumWait = .seconds(3600) }) { request in
                if request.parameters["SLOW"] != nil { gate.pass() }
                return .text("fine")
            } during: { running in
                let slow = try (0..<2).map { _ in try running.connect() }
                for client in slow { client.send(Records.request(["SLOW": "1"])) }
                #expect(eventually { gate.arrivals == 2 })
                let late = try (0..<4).map { _ in try running.connect() }
                for client in late { client.send(Records.request()) }
                try withoutFreeDescriptors {
                    gate.open()
                    for client in slow { #expect(client.receive().status == 200) }
                    #expect(eventually { slow.contains { $0.request().status == nil } })
                    for client in late { #expect(client.receive().status == 200) }
                }
            }
        }
    }

    @Test("every worker has its own handler")
    func handlerPerThread() throws {
        let gate = Gate()
        let threads = Mutex<[Int: Set<UInt>]>([:])
        let count = Made()
        try withSocketPath { path in
            let server = try Server(Configuration(listen: .unix(path: path), threads: 4)) { _ in
                let worker = count.next()
                return FunctionHandler { _ in
                    threads.withLock { _ = $0[worker, default: []].insert(UInt(pthread_self())) }
                    gate.pass()
                    return .text("\(worker)")
                }
            }
            try server.start()
            let clients = try (0..<4).map { _ in try FastCGIClient(path: path) }
            for client in clients { client.send(Records.request()) }
            #expect(eventually { gate.arrivals == 4 })
            gate.open()
            #expect(Set(clients.map { $0.receive().body }) == ["0", "1", "2", "3"])
            #expect(server.stop())
        }
        let seen = threads.withLock { $0 }
        #expect(seen.values.allSatisfy { $0.count == 1 })
        #expect(Set(seen.values.joined()).count == 4)
    }

    @Test("a handler that cannot be made stops the start with its error")
    func handlerFails() throws {
        struct NoDatabase: Error {}
        try withSocketPath { path in
            let configuration = Configuration(listen: .unix(path: path), threads: 4)
            let count = Made()
            let server = try Server<FunctionHandler>(configuration) { _ in
                if count.next() == 2 { throw NoDatabase() }
                return FunctionHandler { _ in .text("") }
            }
            #expect(throws: NoDatabase.self) { try server.start() }
            #expect(access(path, F_OK) != 0)
        }
    }

    @Test("a handler may own what cannot be copied, and is freed in its thread")
    func noncopyableHandler() throws {
        let freed = Mutex<[Bool]>([])
        try withSocketPath { path in
            let server = try Server(Configuration(listen: .unix(path: path), threads: 3)) { _ in
                OwningHandler(thread: UInt(pthread_self())) { same in freed.withLock { $0.append(same) } }
            }
            try server.start()
            try #expect(FastCGIClient(path: path).request().body == "1")
            #expect(server.stop())
        }
        #expect(freed.withLock { $0 } == [true, true, true])
    }
}

/// Runs the body while the process can open nothing.
private func withoutFreeDescriptors(_ body: () throws -> Void) throws {
    let firstFree = dup(STDERR_FILENO)
    close(firstFree)
    var usual = rlimit()
    getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &usual)
    var limit = usual
    limit.rlim_cur = rlim_t(firstFree)
    setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
    defer { setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &usual) }
    try body()
}

/// How many were made.
private final class Made: Sendable {
    private let count = Atomic(0)

    func next() -> Int { count.add(1, ordering: .relaxed).oldValue }
}

private struct OwningHandler: RequestHandler, ~Copyable {
    let thread: UInt
    let onEnd: @Sendable (Bool) -> Void
    var count = 0

    init(thread: UInt, onEnd: @escaping @Sendable (Bool) -> Void) {
        self.thread = thread
        self.onEnd = onEnd
    }

    deinit {
        onEnd(thread == UInt(pthread_self()))
    }

    mutating func handle(_ request: Request) -> Reply {
        count += 1
        return .text("\(count)")
    }
}
