import Logging
import Synchronization

/// Keeps what is logged.
final class CapturedLog: LogHandler, Sendable {
    private let kept = Mutex<[(level: Logger.Level, message: String, metadata: Logger.Metadata)]>([])

    var entries: [(level: Logger.Level, message: String, metadata: Logger.Metadata)] { kept.withLock { $0 } }

    /// All of it as one text.
    var text: String {
        entries.map { "\($0.level) \($0.message) \($0.metadata)" }.joined(separator: "\n")
    }

    var logLevel: Logger.Level {
        get { .trace }
        set {}
    }

    var metadata: Logger.Metadata {
        get { [:] }
        set {}
    }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { nil }
        set {}
    }

    func log(event: LogEvent) {
        kept.withLock { $0.append((event.level, event.message.description, event.metadata ?? [:])) }
    }
}
