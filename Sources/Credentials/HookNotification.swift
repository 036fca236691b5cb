/// How an app hook is told of an event (authrocket-v1.md section 9.3).
public struct HookNotification: IdentifiedKind, Sendable, Equatable {
    /// What its ids begin with.
    public static let prefix = "ent_"

    /// The notification's id.
    public let id: HookNotificationID
    /// What it tells of.
    public let event: EventID
    /// Whom it tells.
    public let appHook: AppHookID
    /// How far it has come.
    public let state: State
    /// How often it has been tried.
    public let attempts: Int
    /// What came of trying, if it has been tried.
    public let lastAttempt: Attempt?

    /// How far a notification has come.
    public enum State: String, Sendable, CaseIterable {
        case inProgress = "in_progress"
        case completed, failed, canceled
    }

    /// An attempt to deliver.
    public struct Attempt: Sendable, Equatable {
        /// When it began.
        public let time: Timestamp
        /// The URL without user and password, once there was one to send to.
        public let destination: String?
        /// What came of it, in a few words; `nil` while it goes on.
        public let result: String?

        /// Describes an attempt.
        public init(time: Timestamp, destination: String?, result: String?) {
            self.time = time
            self.destination = destination
            self.result = result
        }
    }

    /// Describes a notification.
    public init(
        id: HookNotificationID, event: EventID, appHook: AppHookID, state: State, attempts: Int, lastAttempt: Attempt?
    ) {
        self.id = id
        self.event = event
        self.appHook = appHook
        self.state = state
        self.attempts = attempts
        self.lastAttempt = lastAttempt
    }
}

/// The id of a notification, `ent_…`.
public typealias HookNotificationID = Identifier<HookNotification>
