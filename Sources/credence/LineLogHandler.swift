import Logging

/// Writes each entry as one line of JSON to standard error.
struct LineLogHandler: LogHandler {
    var logLevel: Logger.Level
    var metadata: Logger.Metadata = [:]

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        var line = LogLine(event.level, event.message.description)
        var fields = event.metadata ?? [:]
        if !metadata.isEmpty { fields.merge(metadata) { own, _ in own } }
        for (name, value) in fields.sorted(by: { $0.key < $1.key }) { line.append(name, value.description) }
        line.write()
    }
}
