import Credentials
import Glibc
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
        Self.write(bytes)
    }

    /// A line that cannot be written, on a full disk for one, is lost.
    ///
    /// By write(2), to which a `FileHandle` adds two fifths (perf, Swift 6.3).
    private static func write(_ bytes: [UInt8]) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = unsafe rest.withUnsafeBytes { unsafe Glibc.write(STDERR_FILENO, $0.baseAddress, $0.count) }
            if count >= 0 {
                rest = rest.dropFirst(count)
            } else if errno != EINTR {
                return
            }
        }
    }
}
