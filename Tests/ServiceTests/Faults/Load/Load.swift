import Foundation
import JSON
import Synchronization

/// Clients that use the service through nginx until they are told to stop, each on a thread and a kept connection of its
/// own, and with objects of its own. The seed decides what they do.
final class Load: Sendable {
    private struct State: Sendable {
        var customers: [Customer] = []
        var problem: String?
        var ready = 0
    }

    private let stack: Stack
    private let state = Mutex(State())
    private let requests = Atomic(0)
    private let isStopping = Atomic(false)
    private let threads = DispatchGroup()

    /// Lets clients work while `body` runs, and ends them with it, however it ends.
    ///
    /// The stack's `/v2` should be without a rate (`CREDENCE_V2_RATE=0`), which so many clients exceed.
    ///
    /// - Returns: What they saw.
    static func run(
        on stack: Stack, clients: Int = 8, seed: UInt64 = 1, operations: [Operation] = Operation.allCases,
        _ body: (Load) throws -> Void
    ) throws -> Tally {
        let load = try Load(on: stack, clients: clients, seed: seed, operations: operations)
        let result = Result { try body(load) }
        let tally = load.stop()
        try result.get()
        return tally
    }

    /// Starts the clients, and returns when all of them work.
    private init(on stack: Stack, clients: Int, seed: UInt64, operations: [Operation]) throws {
        self.stack = stack
        try stack.send("POST", "/v1/auth_providers", ["auth_provider": ["provider_type": "totp"]])
        var wire = try Wire(to: stack)
        let source = wire.send(
            "POST", "/v2/sources", ["type": "website", "website": ["url": "https://portal.example/login"]])
        guard let id = source.text("id") else { throw NotReady(what: "a source: \(source.status)") }
        for number in 1...clients {
            threads.enter()
            Thread.detachNewThread { [self] in
                defer { threads.leave() }
                run(number, seed, Customer.Estate(source: id), operations)
            }
        }
        do { try awaitReadiness(of: clients) } catch {
            _ = stop()
            throw error
        }
    }

    private func awaitReadiness(of clients: Int) throws {
        try wait(for: "the clients to begin") {
            if let problem = state.withLock({ $0.problem }) { throw NotReady(what: problem) }
            return state.withLock { $0.ready } == clients
        }
    }

    /// How many requests there were until now.
    var count: Int { requests.load(ordering: .relaxed) }

    /// Returns when there have been so many more requests, answered or not.
    func goOn(for more: Int) throws {
        let goal = count + more
        try wait(for: "\(more) more requests", upTo: 600) { count >= goal }
    }

    /// Goes on for so long.
    func goOn(for time: Duration) {
        Thread.sleep(forTimeInterval: time / .seconds(1))
    }

    /// Ends the clients, and returns what they saw.
    private func stop() -> Tally {
        isStopping.store(true, ordering: .relaxed)
        threads.wait()
        return Tally(of: state.withLock { $0.customers })
    }

    private func run(_ number: Int, _ seed: UInt64, _ estate: Customer.Estate, _ operations: [Operation]) {
        do {
            var customer = try Customer(number, seed: seed, on: stack, estate)
            state.withLock { $0.ready += 1 }
            while !isStopping.load(ordering: .relaxed) {
                customer.turn(operations)
                requests.wrappingAdd(1, ordering: .relaxed)
            }
            customer.finish()
            let finished = customer
            state.withLock { $0.customers.append(finished) }
        } catch {
            state.withLock { $0.problem = "\(error)" }
        }
    }
}
