import Synchronization
import TestPeer
import Testing

@testable import FastCGI

struct ServerParkingTests {
    private static var never: ContinuousClock.Instant { .now + .seconds(3600) }

    @Test("200 parked requests on 2 threads leave the threads free, and one wake answers them all")
    func wake() throws {
        let isReady = Atomic(false)
        let runs = Atomic(0)
        try withServer { request in
            guard request.parameters["WAIT"] != nil else { return .text("at once") }
            runs.add(1, ordering: .relaxed)
            return isReady.load(ordering: .relaxed) ? .text("woken") : .park(until: Self.never)
        } during: { running in
            let clients = try (0..<200).map { _ in try running.connect() }
            for client in clients { client.send(Records.request(["WAIT": "1"])) }
            #expect(eventually { runs.load(ordering: .relaxed) == 200 })
            for _ in 0..<20 { try #expect(running.connect().request().body == "at once") }
            #expect(!clients.contains { $0.hasNews(within: 0) })
            isReady.store(true, ordering: .relaxed)
            running.server.wake()
            for client in clients { #expect(client.receive().body == "woken") }
            #expect(runs.load(ordering: .relaxed) == 400)
            for client in clients { #expect(client.request().body == "at once") }
        }
    }

    @Test("a parked request runs again at its deadline, with its body")
    func deadline() throws {
        let due = Mutex<ContinuousClock.Instant?>(nil)
        try withServer { request in
            let first = due.withLock { due in
                defer { due = due ?? .now + .milliseconds(150) }
                return due
            }
            guard let first else { return .park(until: .now + .milliseconds(150)) }
            return .text("\(ContinuousClock.now >= first) \(request.body.summary)")
        } during: { running in
            try #expect(running.connect().request(body: [1, 2, 3]).body == "true whole 3")
        }
    }

    @Test("a wake that comes while the handler decides to park is not lost")
    func wakeDuringHandler() throws {
        let gate = Gate()
        let runs = Atomic(0)
        try withServer { _ in
            if runs.add(1, ordering: .relaxed).newValue > 1 { return .text("seen") }
            gate.pass()
            return .park(until: Self.never)
        } during: { running in
            let client = try running.connect()
            client.send(Records.request())
            #expect(eventually { gate.arrivals == 1 })
            running.server.wake()
            gate.open()
            #expect(client.receive().body == "seen")
        }
    }

    @Test("a request may be parked again and again")
    func again() throws {
        let runs = Atomic(0)
        try withServer { _ in
            runs.add(1, ordering: .relaxed).newValue < 50 ? .park(until: .now + .milliseconds(1)) : .text("done")
        } during: { running in
            try #expect(running.connect().request().body == "done")
            #expect(runs.load(ordering: .relaxed) == 50)
        }
    }

    @Test("a parked request whose peer goes away is forgotten")
    func peerLeaves() throws {
        let runs = Atomic(0)
        try withServer { _ in
            runs.add(1, ordering: .relaxed)
            return .park(until: Self.never)
        } during: { running in
            do {
                let client = try running.connect()
                client.send(Records.request())
                #expect(eventually { runs.load(ordering: .relaxed) == 1 })
            }
            #expect(eventually { running.server.connections.count == 0 })
            running.server.wake()
            try #expect(running.server.connections.count == 0 && running.connect().descriptor >= 0)
            #expect(runs.load(ordering: .relaxed) == 1)
        }
    }

    @Test("peers that go away while their requests are being parked leave nothing behind")
    func peersLeaveMeanwhile() throws {
        var parking: Parking?
        try withServer(threads: 4) { _ in
            .park(until: Self.never)
        } during: { running in
            for _ in 0..<2_000 { try running.connect().send(Records.request()) }
            #expect(eventually { running.server.connections.count == 0 })
            parking = running.server.parking
        }
        // Only now have all workers ended.
        #expect(parking?.wakeAll().isEmpty == true)
    }

    @Test("draining runs parked requests a last time; one that would park again is told to come back")
    func draining() throws {
        let runs = Mutex<[String: Int]>([:])
        try withSocketPath { path in
            let server = try Server(Configuration(listen: .unix(path: path), threads: 2)) { _ in
                FunctionHandler { request in
                    let name = request.parameters["NAME"] ?? ""
                    let run = runs.withLock { runs in
                        runs[name, default: 0] += 1
                        return runs[name, default: 0]
                    }
                    return run == 2 && name == "ready" ? .text("last moment") : .park(until: Self.never)
                }
            }
            try server.start()
            let ready = try FastCGIClient(path: path)
            let stubborn = try FastCGIClient(path: path)
            ready.send(Records.request(["NAME": "ready"]))
            stubborn.send(Records.request(["NAME": "stubborn"]))
            #expect(eventually { runs.withLock { $0 == ["ready": 1, "stubborn": 1] } })
            #expect(server.stop())
            #expect(ready.receive().body == "last moment")
            let refusal = stubborn.receive()
            #expect(refusal.status == 503)
            #expect(refusal.text.contains("\r\nRetry-After: 1\r\n"))
            #expect(runs.withLock { $0 } == ["ready": 2, "stubborn": 2])
        }
    }
}
