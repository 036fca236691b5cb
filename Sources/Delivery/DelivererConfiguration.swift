public import Credentials

/// How a ``Deliverer`` works.
public struct DelivererConfiguration: Sendable {
    /// How many attempts are made at once; at most half of them, but at least one, at the same hook.
    public var threads = 4
    /// How long a thread that found nothing to do waits before it looks again.
    public var pause = Duration.milliseconds(250)
    /// How long a claim is good for, in seconds.
    public var lease = 60
    /// When what failed is tried again.
    public var schedule = DeliverySchedule.webhooks

    /// The usual way.
    public init() {}
}
