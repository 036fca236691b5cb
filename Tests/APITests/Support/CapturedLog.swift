import API
import Logging
import Synchronization

/// Keeps what is logged of requests.
final class CapturedLog: RequestLog {
    private let kept = Mutex<[RequestEntry]>([])
    private let level: Logger.Level

    /// Keeps what is of this level at least.
    init(_ level: Logger.Level = .trace) {
        self.level = level
    }

    var entries: [RequestEntry] { kept.withLock { $0 } }

    /// All of it as one text.
    var text: String {
        entries.map { "\($0)" }.joined(separator: "\n")
    }

    func wants(_ level: Logger.Level) -> Bool { level >= self.level }

    func write(_ entry: RequestEntry) {
        kept.withLock { $0.append(entry) }
    }
}
