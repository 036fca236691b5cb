import Credentials
import Foundation
import JSON
import Logging

/// Writes each entry as one line of JSON to standard error, for whatever supervises the process to keep.
struct LineLogHandler: LogHandler {
    var logLevel: Logger.Level
    var metadata: Logger.Metadata = [:]

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        var line: JSONObject = [
            "time": .text(Timestamp.now.iso8601), "level": .text(event.level.rawValue),
            "message": .text(event.message.description),
        ]
        let fields = metadata.merging(event.metadata ?? [:]) { $1 }
        for (name, value) in fields.sorted(by: { $0.key < $1.key }) { line[name] = .text(value.description) }
        // A line that cannot be written, on a full disk for one, is lost: `write(_:)` would end the process instead.
        try? FileHandle.standardError.write(contentsOf: JSON.object(line).encoded() + [UInt8(ascii: "\n")])
    }
}
