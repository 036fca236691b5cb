import Dispatch
public import Logging
import Outgoing
public import Store

import class Foundation.Thread

/// Delivers what is in the outboxes, on some threads, until it is stopped; any number of processes share the work.
///
/// Everything arrives at least once: whoever dies with a claim loses it to another after a lease. App hooks and event
/// destinations have threads of their own, so that neither waits for the other. Beside that the process lets time have its
/// consequences, and clears away what nobody needs any more.
public final class Deliverer: Sendable {
    private let configuration: DelivererConfiguration
    private let clients: DeliveryClients
    private let logger: Logger
    private let makeStore: @Sendable () throws -> Store
    private let stopSignal = StopSignal()
    private let running = DispatchGroup()

    /// Makes a deliverer that does nothing yet.
    ///
    /// - Parameters:
    ///   - clients: for calling receivers; their time-outs are shorter than the lease.
    ///   - logger: gets one line for each attempt, which tells no URL.
    ///   - makeStore: makes a store for one thread.
    public init(
        _ configuration: DelivererConfiguration, clients: DeliveryClients, logger: Logger,
        makeStore: @escaping @Sendable () throws -> Store
    ) {
        self.configuration = configuration
        self.clients = clients
        self.logger = logger
        self.makeStore = makeStore
    }

    /// Starts the threads.
    ///
    /// - Throws: what `makeStore` throws.
    public func start() throws {
        try startCouriers(HookOutbox(schedule: configuration.schedule), clients.hooks)
        try startCouriers(EventOutbox(schedule: configuration.eventSchedule), clients.events)
        for rounds in Rounds.all {
            let housekeeper = Housekeeper(rounds: rounds, logger: logger)
            try startThread { store, stopSignal in housekeeper.run(&store, until: stopSignal) }
        }
    }

    /// Claims nothing more, and waits until what is in flight has been settled.
    ///
    /// - Returns: Whether all of it was within the limit.
    public func stop(within limit: Duration = .seconds(30)) -> Bool {
        stopSignal.raise()
        return running.wait(timeout: .now() + (limit / .seconds(1))) == .success
    }

    private func startCouriers<Box: Outbox>(_ outbox: Box, _ client: OutgoingClient) throws {
        let courier = Courier(
            outbox: outbox, configuration: configuration, client: client,
            shares: Shares(threads: configuration.threads),
            logger: logger)
        for _ in 0..<configuration.threads {
            try startThread { store, stopSignal in courier.run(&store, until: stopSignal) }
        }
    }

    private func startThread(_ body: @escaping @Sendable (inout Store, StopSignal) -> Void) throws {
        // A first store tells what is wrong with the settings; each thread makes the one that it owns.
        _ = try makeStore()
        running.enter()
        Thread.detachNewThread { [makeStore, running, stopSignal, logger] in
            defer { running.leave() }
            do {
                var store = try makeStore()
                body(&store, stopSignal)
            } catch {
                logger.critical("no store", metadata: ["cause": "\(String(reflecting: error))"])
            }
        }
    }
}
