public import Credentials

/// The right to deliver something to somebody until a lease ends; nobody else has it meanwhile.
public struct DeliveryClaim<Item: IdentifiedKind, Receiver: IdentifiedKind>: Sendable, Equatable {
    /// What is to be delivered.
    public let item: Identifier<Item>
    /// To whom.
    public let receiver: Identifier<Receiver>
    /// Counts the claims, and so the attempts, from 1.
    public let attempt: Int
    /// The time after which there are no more attempts, if time decides.
    public let end: Timestamp?
}

/// The right to tell an app hook of something.
public typealias NotificationClaim = DeliveryClaim<HookNotification, AppHook>

/// The right to tell an event destination of something.
public typealias EventDeliveryClaim = DeliveryClaim<EventDelivery, EventDestination>

/// All that it takes to deliver a claimed notification.
public struct Delivery: Sendable {
    /// The right to.
    public let claim: NotificationClaim
    /// What is to be told.
    public let event: Event
    /// Whom, with the URL and what to sign with.
    public let hook: AppHook
}

/// What came of an attempt to deliver.
public enum DeliveryOutcome: Sendable, Equatable {
    case completed
    /// It failed and is to be tried again.
    case retry(at: Timestamp)
    /// It failed for the last time.
    case failed
    /// There is nobody to tell any more.
    case canceled

    /// When there will be another attempt, if there will be one.
    var nextAttempt: Timestamp? {
        if case .retry(let time) = self { time } else { nil }
    }
}

/// What came of an attempt to deliver, and what is told of it.
public struct DeliveryReport: Sendable, Equatable {
    /// What came of it.
    public let outcome: DeliveryOutcome
    /// What happened, in at most 255 characters.
    public let result: String
    /// Where it was sent, if it came to that and is kept.
    public let sent: Sent?

    /// Where something was sent.
    public struct Sent: Sendable, Equatable {
        /// Whose hook it is.
        public let account: AccountID
        /// The URL without user and password.
        public let destination: String

        /// Describes where.
        public init(account: AccountID, destination: String) {
            self.account = account
            self.destination = destination
        }
    }

    /// Describes what came of it.
    public init(_ outcome: DeliveryOutcome, result: String, sent: Sent? = nil) {
        self.outcome = outcome
        self.result = result
        self.sent = sent
    }
}
