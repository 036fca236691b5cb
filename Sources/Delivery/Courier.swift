import Credentials
import Logging
import Outgoing
import Store

/// What one thread of a ``Deliverer`` does: claim a notification, send it outside of any transaction, note what came of it.
struct Courier: Sendable {
    private let configuration: DelivererConfiguration
    private let client: OutgoingClient
    private let shares: HookShares
    private let logger: Logger

    init(_ configuration: DelivererConfiguration, client: OutgoingClient, shares: HookShares, logger: Logger) {
        self.configuration = configuration
        self.client = client
        self.shares = shares
        self.logger = logger
    }

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
        guard let claim = try shares.claim(at: now, leaseUntil: lease, from: &store) else { return false }
        defer { shares.release(claim) }
        let start = ContinuousClock.now
        let report = try report(claim, &store)
        try store.settle(claim, report)
        log(report, of: claim, ContinuousClock.now - start)
        return true
    }

    /// Delivers, and says what came of it.
    ///
    /// - Throws: What the database throws: then nothing is known, and the lease decides.
    private func report(_ claim: NotificationClaim, _ store: inout Store) throws -> DeliveryReport {
        let delivery: Delivery?
        do {
            delivery = try store.delivery(claim)
        } catch {
            guard !(error is any DatabaseFailure) else { throw error }
            logger.error("delivering", metadata: ["cause": "\(String(reflecting: error))"])
            return DeliveryReport(afterFailure(of: claim), result: "Internal error")
        }
        guard let delivery else { return DeliveryReport(.canceled, result: "App hook is inactive or deleted") }
        guard let webhook = Webhook(delivery, at: .now) else {
            return DeliveryReport(afterFailure(of: claim), result: "Destination is not valid")
        }
        let (isSuccess, result) = send(webhook)
        return DeliveryReport(
            isSuccess ? .completed : afterFailure(of: claim), result: result,
            sent: DeliveryReport.Sent(account: delivery.hook.account, destination: webhook.url.shown))
    }

    private func send(_ webhook: Webhook) -> (isSuccess: Bool, result: String) {
        do {
            let status = try client.send(webhook.request).status
            return ((200..<300).contains(status), "HTTP \(status)")
        } catch {
            return (false, error.sentence)
        }
    }

    private func afterFailure(of claim: NotificationClaim) -> DeliveryOutcome {
        let next = configuration.schedule.nextAttempt(after: claim.attempt, failedAt: .now, end: claim.end)
        return next.map { .retry(at: $0) } ?? .failed
    }

    private func log(_ report: DeliveryReport, of claim: NotificationClaim, _ time: Duration) {
        logger.info(
            "delivery",
            metadata: [
                "notification": "\(claim.notification)", "app_hook": "\(claim.appHook)", "attempt": "\(claim.attempt)",
                "result": "\(report.result)", "duration_ms": "\(Double(time / .microseconds(1)) / 1000)",
            ])
    }
}
