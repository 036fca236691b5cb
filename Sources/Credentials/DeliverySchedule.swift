/// When a delivery that failed is tried again, and when it is given up.
public struct DeliverySchedule: Sendable {
    private let firstPauses: [Int]
    private let laterPauses: Int?
    /// The seconds after which there are no more attempts at what was due; `nil` when time does not decide.
    public let span: Int?
    private let jitter: Int

    /// For webhooks of `/v1` (authrocket-v1.md section 10): after 1, 5, 15 and 60 minutes, then every 6 hours until 48
    /// hours after it was due first.
    public static let webhooks = DeliverySchedule(
        firstPauses: [60, 300, 900, 3600], laterPauses: 6 * 3600, span: 48 * 3600)

    /// For events of `/v2` (deck-v2.md sections 7.3 and 12, U22): after 5 seconds, 30 seconds and 5 minutes, each up to a
    /// fifth longer so that what failed together does not come back together; then never.
    public static let events = DeliverySchedule(firstPauses: [5, 30, 300], jitter: 20)

    /// - Parameters:
    ///   - firstPauses: the seconds after the first attempts.
    ///   - laterPauses: the seconds after each of the others; there are none when it is `nil`.
    ///   - span: the seconds after which there are no more attempts; `nil` for no such limit.
    ///   - jitter: by how many per cent a pause may be longer, at random.
    public init(firstPauses: [Int], laterPauses: Int? = nil, span: Int? = nil, jitter: Int = 0) {
        self.firstPauses = firstPauses
        self.laterPauses = laterPauses
        self.span = span
        self.jitter = jitter
    }

    /// When to try again; `nil` for never.
    ///
    /// - Parameters:
    ///   - attempts: how many have failed, from 1 up.
    ///   - time: when the last one did.
    ///   - end: the time after which there are none, if there is one.
    public func nextAttempt(after attempts: Int, failedAt time: Timestamp, end: Timestamp?) -> Timestamp? {
        let pauses = attempts <= firstPauses.count ? firstPauses[max(attempts, 1) - 1] : laterPauses
        guard let pause = pauses else { return nil }
        let extra = Int64.random(in: 0...Int64(pause * jitter) * 10_000)
        let next = time.adding(seconds: pause).adding(microseconds: extra)
        return end.map { next <= $0 } ?? true ? next : nil
    }
}
