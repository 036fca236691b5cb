public import Credentials

/// How a ``Deliverer`` works.
public struct DelivererConfiguration: Sendable {
    /// How many attempts are made at once, for app hooks and for event destinations each; at most half of them, but at least
    /// one, at the same one.
    public var threads = 4
    /// How long a thread that found nothing to do waits before it looks again.
    public var pause = Duration.milliseconds(250)
    /// How long a claim is good for, in seconds.
    public var lease = 60
    /// When what an app hook was to be told is tried again.
    public var schedule = DeliverySchedule.webhooks
    /// When what an event destination was to be told is tried again.
    public var eventSchedule = DeliverySchedule.events

    /// The usual way.
    public init() {}
}
