import Dispatch
public import Logging
public import Outgoing
public import Store

import class Foundation.Thread

/// Delivers what is in the outbox, on some threads, until it is stopped; any number of processes share the work.
///
/// Every notification arrives at least once: whoever dies with a claim loses it to another after a lease. Beside that the
/// process clears away once a minute what nobody needs any more.
public final class Deliverer: Sendable {
    private let configuration: DelivererConfiguration
    private let client: OutgoingClient
    private let logger: Logger
    private let makeStore: @Sendable () throws -> Store
    private let shares: HookShares
    private let stopSignal = StopSignal()
    private let running = DispatchGroup()

    /// Makes a deliverer that does nothing yet.
    ///
    /// - Parameters:
    ///   - client: for calling hooks; its time-out is shorter than the lease.
    ///   - logger: gets one line for each attempt, which tells no URL.
    ///   - makeStore: makes a store for one thread.
    public init(
        _ configuration: DelivererConfiguration, client: OutgoingClient, logger: Logger,
        makeStore: @escaping @Sendable () throws -> Store
    ) {
        self.configuration = configuration
        self.client = client
        self.logger = logger
        self.makeStore = makeStore
        shares = HookShares(threads: configuration.threads)
    }

    /// Starts the threads.
    ///
    /// - Throws: what `makeStore` throws.
    public func start() throws {
        for _ in 0..<configuration.threads {
            let courier = Courier(configuration, client: client, shares: shares, logger: logger)
            try startThread { store, stopSignal in courier.run(&store, until: stopSignal) }
        }
        let housekeeper = Housekeeper(logger: logger)
        try startThread { store, stopSignal in housekeeper.run(&store, until: stopSignal) }
    }

    /// Claims nothing more, and waits until what is in flight has been settled.
    ///
    /// - Returns: Whether all of it was within the limit.
    public func stop(within limit: Duration = .seconds(30)) -> Bool {
        stopSignal.raise()
        return running.wait(timeout: .now() + (limit / .seconds(1))) == .success
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
