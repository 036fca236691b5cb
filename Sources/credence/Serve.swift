import API
import ArgumentParser
import FastCGI
import Logging
import Outgoing
import Store

/// `credence serve`: one worker process behind nginx.
struct Serve: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Serve requests from nginx until SIGTERM or SIGINT.")

    func run() throws {
        TerminationSignals.block()
        let settings = try Settings()
        let (logger, log) = (try settings.logger(), try settings.requestLog())
        let configuration = try settings.server()
        let hasher = try settings.hasher(threads: configuration.threads)
        let outgoing = OutgoingGate(
            OutgoingClient(policy: try settings.addresses()),
            limit: Settings.callingThreads(of: configuration.threads))
        let limits = try settings.vaultLimits()
        _ = try settings.keyring()
        let batches = StoreBatches(sharing: true)
        let server = try Server(configuration) { seat in
            let store = try settings.store(batches, crew: WorkerCrew(seat: seat))
            return Worker(store, hasher: hasher, outgoing: outgoing, limits: limits, log: log, seat)
        }
        try server.start()
        logger.info("serving", metadata: ["threads": "\(configuration.threads)"])
        warn(logger, ifUnready: try settings.store())
        let signal = TerminationSignals.wait()
        logger.info("draining", metadata: ["signal": "\(signal)"])
        let finished = server.stop()
        logger.info("stopped", metadata: ["finished": "\(finished)"])
        if !finished { throw ExitCode.failure }
    }

    /// Serving begins without the database, which may come later; the operator is told all the same.
    private func warn(_ logger: Logger, ifUnready store: consuming Store) {
        do {
            if try store.isSchemaCurrent() { return }
            logger.warning("the schema is not current: credence migrate")
        } catch {
            logger.warning("the database is not ready", metadata: ["cause": "\(String(reflecting: error))"])
        }
    }
}
