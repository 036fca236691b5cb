public import Secrets

/// Where an account wants to be told of events (authrocket-v1.md section 10): a URL to which they are sent.
public struct AppHook: IdentifiedKind, Sendable, Equatable {
    /// What its ids begin with.
    public static let prefix = "hk_"

    /// The longest pause between an event and the first attempt to tell of it, in seconds.
    public static let longestDelay = 2 * 86_400

    /// The hook's id.
    public let id: AppHookID
    /// The account whose events it is told of.
    public let account: AccountID
    /// The only realm whose events it is told of; `nil` for all of the account.
    public let realm: RealmID?
    /// Whether it is told of anything at all.
    public var state = ActivityState.active
    /// What it is told of; empty for everything, also for what is to come.
    public var eventTypes: [EventType] = []
    /// How many seconds after an event it is told of it.
    public var delay = 0
    /// The URL, which may hold a user and a password; sealed at rest.
    public var destination: Secret
    /// What the messages are signed with; sealed at rest.
    public var signingSecret: WebhookSecret

    /// Describes a hook.
    public init(
        id: AppHookID, account: AccountID, realm: RealmID?, destination: Secret, signingSecret: WebhookSecret
    ) {
        self.id = id
        self.account = account
        self.realm = realm
        self.destination = destination
        self.signingSecret = signingSecret
    }
}

/// The id of an app hook, `hk_…`.
public typealias AppHookID = Identifier<AppHook>
