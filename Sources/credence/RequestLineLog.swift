import API
import Logging

/// Writes the line of each request as one line of JSON to standard error.
struct RequestLineLog: RequestLog {
    let level: Logger.Level

    func wants(_ level: Logger.Level) -> Bool { level >= self.level }

    func write(_ entry: RequestEntry) {
        var line = LogLine(entry.level, "request")
        if let caller = entry.caller { line.append("caller", caller) }
        if let cause = entry.cause { line.append("cause", cause) }
        line.append("duration_ms", entry.duration.description)
        line.append("method", entry.method)
        line.append("request_id", entry.requestID)
        line.append("route", entry.route)
        line.append("status", String(entry.status))
        line.write()
    }
}
