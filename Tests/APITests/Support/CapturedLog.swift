import API
import Logging
import Synchronization

/// Keeps what is logged of requests.
final class CapturedLog: RequestLog {
    private let kept = Mutex<[RequestEntry]>([])

    var entries: [RequestEntry] { kept.withLock { $0 } }

    /// All of it as one text.
    var text: String {
        entries.map { "\($0)" }.joined(separator: "\n")
    }

    func wants(_ level: Logger.Level) -> Bool { true }

    func write(_ entry: RequestEntry) {
        kept.withLock { $0.append(entry) }
    }
}
