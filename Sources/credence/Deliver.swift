import ArgumentParser
import Delivery
import FastCGI
import Logging

/// `credence deliver`: tells app hooks and event destinations of events, erases what was deleted, ends what has expired.
struct Deliver: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Deliver webhooks, erase what was deleted and end what has expired, until SIGTERM or SIGINT.",
        discussion: "One process must always run; several, on any number of machines, share the work.")

    func run() throws {
        TerminationSignals.block()
        let settings = try Settings()
        let logger = try settings.logger()
        var configuration = DelivererConfiguration()
        configuration.threads = try settings.count(.deliveryThreads) ?? configuration.threads
        let clients = DeliveryClients(policy: try settings.addresses())
        let limit = Duration.seconds(try settings.count(.drainSeconds) ?? 30)
        let deliverer = Deliverer(configuration, clients: clients, logger: logger) { try settings.store() }
        try deliverer.start()
        logger.info("delivering", metadata: ["threads": "\(configuration.threads)"])
        let signal = TerminationSignals.wait()
        logger.info("draining", metadata: ["signal": "\(signal)"])
        let finished = deliverer.stop(within: limit)
        logger.info("stopped", metadata: ["finished": "\(finished)"])
        if !finished { throw ExitCode.failure }
    }
}
