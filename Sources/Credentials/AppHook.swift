/// Where an account wants to be told of events (authrocket-v1.md section 10).
public struct AppHook: IdentifiedKind, Sendable, Equatable {
    /// What its ids begin with.
    public static let prefix = "hk_"
}

/// The id of an app hook, `hk_…`.
public typealias AppHookID = Identifier<AppHook>
