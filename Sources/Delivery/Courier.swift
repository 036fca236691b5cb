import Credentials
import Logging
import Outgoing
import Store

/// What one thread of a ``Deliverer`` does: claim something of an outbox, send it outside of any transaction, note what came
/// of it.
struct Courier<Box: Outbox>: Sendable {
    let outbox: Box
    let configuration: DelivererConfiguration
    let client: OutgoingClient
    let shares: Shares<Box.Receiver>
    let logger: Logger

    func run(_ store: inout Store, until stopSignal: StopSignal) {
        var pause = Duration.zero
        while !stopSignal.wait(pause) {
            do {
                pause = try deliverNext(&store) ? .zero : configuration.pause
            } catch {
                logger.warning("delivering", metadata: ["cause": "\(String(reflecting: error))"])
                pause = .seconds(2)
            }
        }
    }

    /// - Returns: Whether there was something to deliver.
    private func deliverNext(_ store: inout Store) throws -> Bool {
        let now = Timestamp.now
        let lease = now.adding(seconds: configuration.lease)
        let claim = try shares.claim { busy in
            try outbox.claim(at: now, leaseUntil: lease, passingOver: busy, from: &store)
        }
        guard let claim else { return false }
        defer { shares.release(claim.receiver) }
        let start = ContinuousClock.now
        let report = try report(claim, &store)
        try outbox.settle(claim, report, at: .now, in: &store)
        log(report, of: claim, ContinuousClock.now - start)
        return true
    }

    /// Delivers, and says what came of it.
    ///
    /// - Throws: What the database throws: then nothing is known, and the lease decides.
    private func report(_ claim: Box.Claim, _ store: inout Store) throws -> DeliveryReport {
        let contents: OutboxContents
        do {
            contents = try outbox.contents(of: claim, at: .now, from: &store)
        } catch {
            guard !(error is any DatabaseFailure) else { throw error }
            logger.error("delivering", metadata: ["cause": "\(String(reflecting: error))"])
            return DeliveryReport(afterFailure(of: claim), result: "Internal error")
        }
        switch contents {
        case .noReceiver(let reason): return DeliveryReport(.canceled, result: reason)
        case .invalidDestination:
            return DeliveryReport(afterFailure(of: claim), result: "Destination is not valid")
        case .webhook(let webhook):
            let (isSuccess, result) = send(webhook.request)
            return DeliveryReport(
                isSuccess ? .completed : afterFailure(of: claim), result: result, sent: webhook.sent)
        }
    }

    private func send(_ request: OutgoingRequest) -> (isSuccess: Bool, result: String) {
        do {
            let status = try client.send(request).status
            return ((200..<300).contains(status), "HTTP \(status)")
        } catch {
            return (false, error.sentence)
        }
    }

    private func afterFailure(of claim: Box.Claim) -> DeliveryOutcome {
        let next = outbox.schedule.nextAttempt(after: claim.attempt, failedAt: .now, end: claim.end)
        return next.map { .retry(at: $0) } ?? .failed
    }

    private func log(_ report: DeliveryReport, of claim: Box.Claim, _ time: Duration) {
        logger.info(
            "delivery",
            metadata: [
                Box.itemName: "\(claim.item)", Box.receiverName: "\(claim.receiver)", "attempt": "\(claim.attempt)",
                "result": "\(report.result)", "duration_ms": "\(Double(time / .microseconds(1)) / 1000)",
            ])
    }
}
