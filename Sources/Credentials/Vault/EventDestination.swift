public import Secrets

/// Where an organization wants to be told of events (deck-v2.md section 7.2): a URL to which they are sent.
public struct EventDestination: VaultKind, Sendable, Equatable {
    /// What its ids begin with.
    public static let prefix = "evtd_"

    /// The most that an organization may have; ours.
    public static let maximumCount = 50

    /// How long a replaced secret goes on signing along, in seconds (section 7.3).
    public static let formerSecretLifetime = 86_400

    /// The destination's id.
    public let id: EventDestinationID
    /// Whose events it is told of.
    public let organization: OrganizationID
    /// What its owners call it.
    public var name: String
    /// Whether it is told of anything at all.
    public var status = EventDestinationStatus.active
    /// What it is told of; empty for everything, also for what is to come.
    public var types: [VaultEventType]
    /// The URL, which may hold tokens; sealed at rest.
    public var url: Secret
    /// What is sent beside the standard's headers; sealed at rest.
    public var headers: [CustomHeader]
    /// What the messages are signed with; sealed at rest.
    public private(set) var secret: WebhookSecret
    /// What they were signed with before, while it signs along; sealed at rest.
    public private(set) var former: FormerSecret?
    /// When it was last changed.
    public var updatedAt: Timestamp

    /// A secret that was replaced.
    public struct FormerSecret: Sendable, Equatable {
        /// The secret.
        public let secret: WebhookSecret
        /// When it ceases to sign along.
        public let end: Timestamp

        /// Describes one.
        public init(secret: WebhookSecret, end: Timestamp) {
            self.secret = secret
            self.end = end
        }
    }

    /// A header that the owners want to be sent.
    public struct CustomHeader: Sendable, Equatable, Redacted {
        /// Its name.
        public let name: String
        /// Its value, which may be a token.
        public let value: Secret

        /// Describes a header.
        public init(name: String, value: Secret) {
            self.name = name
            self.value = value
        }
    }

    /// Describes a destination.
    public init(
        id: EventDestinationID, organization: OrganizationID, name: String, types: [VaultEventType], url: Secret,
        headers: [CustomHeader] = [], secret: WebhookSecret, former: FormerSecret? = nil, updatedAt: Timestamp
    ) {
        self.id = id
        self.organization = organization
        self.name = name
        self.types = types
        self.url = url
        self.headers = headers
        self.secret = secret
        self.former = former
        self.updatedAt = updatedAt
    }

    /// Signs with another secret from now on, and for a day with the one before it too. The same one changes nothing.
    public mutating func rotate(to secret: WebhookSecret, at now: Timestamp) {
        guard secret != self.secret else { return }
        former = FormerSecret(secret: self.secret, end: now.adding(seconds: Self.formerSecretLifetime))
        self.secret = secret
    }

    /// What a message is to be signed with at that time, the newest first.
    public func secrets(at now: Timestamp) -> [WebhookSecret] {
        guard let former, now < former.end else { return [secret] }
        return [secret, former.secret]
    }
}

/// The id of an event destination, `evtd_…`.
public typealias EventDestinationID = Identifier<EventDestination>

/// Whether an event destination is told of anything. The original's `pending_verification` is not in use here.
public enum EventDestinationStatus: String, Sendable, CaseIterable {
    case active, inactive

    /// The event that tells of a destination's arrival at this status.
    public var event: VaultEventType {
        switch self {
        case .active: .eventDestinationActivated
        case .inactive: .eventDestinationDeactivated
        }
    }
}
