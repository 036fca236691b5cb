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
        var line = Line()
        line.append("time", Timestamp.now.iso8601)
        line.append("level", event.level.rawValue)
        line.append("message", event.message.description)
        var fields = event.metadata ?? [:]
        if !metadata.isEmpty { fields.merge(metadata) { own, _ in own } }
        for (name, value) in fields.sorted(by: { $0.key < $1.key }) { line.append(name, value.description) }
        // A line that cannot be written, on a full disk for one, is lost: `write(_:)` would end the process instead.
        try? FileHandle.standardError.write(contentsOf: line.end())
    }
}

/// A JSON object of texts on a line of its own.
private struct Line {
    private var bytes: [UInt8] = []

    init() {
        bytes.reserveCapacity(512)
    }

    mutating func append(_ name: String, _ text: String) {
        bytes.append(bytes.isEmpty ? UInt8(ascii: "{") : UInt8(ascii: ","))
        JSON.append(name, to: &bytes)
        bytes.append(UInt8(ascii: ":"))
        JSON.append(text, to: &bytes)
    }

    /// All of it, with the line's end.
    mutating func end() -> [UInt8] {
        bytes += "}\n".utf8
        return bytes
    }
}
