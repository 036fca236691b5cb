/// How an event destination is told of an event (deck-v2.md section 7.2).
public struct EventDelivery: VaultKind, Sendable, Equatable {
    /// What its ids begin with.
    public static let prefix = "edlv_"

    /// The delivery's id.
    public let id: EventDeliveryID
    /// How far it has come.
    public let status: EventDeliveryStatus
    /// What happened.
    public let eventType: VaultEventType
    /// What it tells of.
    public let event: VaultEventID
    /// Whom it tells.
    public let destination: EventDestinationID
    /// How often it has been tried.
    public let attempts: Int
    /// When it arrived.
    public let deliveredAt: Timestamp?
    /// What came of the last attempt, in a few words; `nil` before the first and while one goes on.
    public let lastResult: String?

    /// Describes a delivery.
    public init(
        id: EventDeliveryID, status: EventDeliveryStatus, eventType: VaultEventType, event: VaultEventID,
        destination: EventDestinationID, attempts: Int, deliveredAt: Timestamp?, lastResult: String?
    ) {
        self.id = id
        self.status = status
        self.eventType = eventType
        self.event = event
        self.destination = destination
        self.attempts = attempts
        self.deliveredAt = deliveredAt
        self.lastResult = lastResult
    }
}

/// The id of an event delivery, `edlv_…`.
public typealias EventDeliveryID = Identifier<EventDelivery>

/// How far a delivery has come.
public enum EventDeliveryStatus: String, Sendable, CaseIterable {
    /// It is still to be tried, or tried again; ours, for the original documents the others only.
    case pending
    /// The destination has answered with a status of success.
    case success
    /// There are no more attempts: it has failed four times, or its destination is inactive or gone.
    case failure
}
