import Credentials
import Foundation
import JSON
import Logging

/// A JSON object of texts on a line of its own.
struct LogLine {
    private var bytes: [UInt8] = []

    /// Begins with what every line has.
    init(_ level: Logger.Level, _ message: String) {
        bytes.reserveCapacity(512)
        append("time", Timestamp.now.iso8601)
        append("level", level.rawValue)
        append("message", message)
    }

    mutating func append(_ name: String, _ text: String) {
        bytes.append(bytes.isEmpty ? UInt8(ascii: "{") : UInt8(ascii: ","))
        JSON.append(name, to: &bytes)
        bytes.append(UInt8(ascii: ":"))
        JSON.append(text, to: &bytes)
    }

    /// Writes it to standard error, for whatever supervises the process to keep.
    consuming func write() {
        bytes += "}\n".utf8
        // A line that cannot be written, on a full disk for one, is lost: `write(_:)` would end the process instead.
        try? FileHandle.standardError.write(contentsOf: bytes)
    }
}
