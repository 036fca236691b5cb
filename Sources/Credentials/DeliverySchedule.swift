/// When a delivery that failed is tried again, and when it is given up.
public struct DeliverySchedule: Sendable {
    private let firstPauses: [Int]
    private let laterPauses: Int
    private let span: Int

    /// For webhooks of `/v1` (authrocket-v1.md section 10): after 1, 5, 15 and 60 minutes, then every 6 hours until 48
    /// hours after it was due first.
    public static let webhooks = DeliverySchedule(
        firstPauses: [60, 300, 900, 3600], laterPauses: 6 * 3600, span: 48 * 3600)

    /// - Parameters:
    ///   - firstPauses: the seconds after the first attempts.
    ///   - laterPauses: the seconds after each of the others.
    ///   - span: the seconds after which there are no more attempts.
    public init(firstPauses: [Int], laterPauses: Int, span: Int) {
        self.firstPauses = firstPauses
        self.laterPauses = laterPauses
        self.span = span
    }

    /// The time after which there are no more attempts at what is due first at `due`.
    public func end(due: Timestamp) -> Timestamp {
        due.adding(seconds: span)
    }

    /// When to try again; `nil` for never.
    ///
    /// - Parameters:
    ///   - attempts: how many have failed, from 1 up.
    ///   - time: when the last one did.
    ///   - end: the time after which there are none.
    public func nextAttempt(after attempts: Int, failedAt time: Timestamp, end: Timestamp) -> Timestamp? {
        let pause = attempts <= firstPauses.count ? firstPauses[max(attempts, 1) - 1] : laterPauses
        let next = time.adding(seconds: pause)
        return next <= end ? next : nil
    }
}
