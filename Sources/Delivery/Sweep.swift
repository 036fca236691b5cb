import Credentials
import Store

/// Something that is to be cleared away from time to time.
struct Sweep: Sendable {
    /// For the log.
    let name: String
    /// Clears away what has expired by that time and returns how many rows it was; it may be interrupted and repeated.
    let run: @Sendable (inout Store, Timestamp) throws -> Int

    /// All of them.
    static let all = [
        Sweep(name: "notifications") { store, now in
            try store.deleteNotifications(before: now.adding(seconds: -30 * 86_400))
        }
    ]
}
