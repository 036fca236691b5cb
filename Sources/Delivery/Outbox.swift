import Credentials
import Store

/// Something from which a ``Courier`` delivers: what is to be told to whom, and when.
protocol Outbox: Sendable {
    /// What is claimed and settled.
    associatedtype Item: IdentifiedKind
    /// Who is told.
    associatedtype Receiver: IdentifiedKind
    typealias Claim = DeliveryClaim<Item, Receiver>

    /// What an item is called in the log.
    static var itemName: String { get }
    /// What a receiver is called in the log.
    static var receiverName: String { get }
    /// When what failed is tried again.
    var schedule: DeliverySchedule { get }

    /// Claims what has been due for the longest time; `nil` when nothing is due.
    func claim(
        at now: Timestamp, leaseUntil end: Timestamp, passingOver busy: Set<Identifier<Receiver>>,
        from store: inout Store
    ) throws -> Claim?

    /// What is to be sent under a claim.
    func contents(of claim: Claim, at now: Timestamp, from store: inout Store) throws -> OutboxContents

    /// Notes what came of a claim.
    func settle(_ claim: Claim, _ report: DeliveryReport, at now: Timestamp, in store: inout Store) throws
}

/// What is to be sent under a claim.
enum OutboxContents {
    case webhook(Webhook)
    /// The destination is no URL that can be called.
    case invalidDestination
    /// There is nobody to tell any more, for a reason in a few words.
    case noReceiver(String)
}
