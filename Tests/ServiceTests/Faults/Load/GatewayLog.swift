import Foundation

/// What nginx has noted since some moment of the requests that it took, also of those whose clients left without an answer.
struct GatewayLog {
    private let path: String
    private let start: Int

    /// Begins to look.
    init(of stack: Stack) throws {
        path = "\(stack.state)/logs/credence-access.log"
        start = try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int ?? 0
    }

    /// How many requests have ended since, and how long the slowest took (`$request_time`).
    fileprivate func read() throws -> (count: Int, slowest: Duration) {
        // There may be a million lines.
        let script = #"tail -c "+$2" "$1" | awk '$8 > slowest { slowest = $8 } END { print NR, slowest + 0 }'"#
        let command = try Command("/bin/bash", ["-c", script, "read", path, "\(start + 1)"], environment: [:])
        let words = command.text.split(whereSeparator: \.isWhitespace)
        guard words.count == 2, let count = Int(words[0]), let seconds = Double(words[1]) else {
            throw NotReady(what: "nginx's log: \(command.errors)")
        }
        return (count, .seconds(seconds))
    }
}

extension Promise {
    /// Expects that nginx took at least so many requests, and that none of them lasted longer than the limit.
    mutating func expectPromptness(_ log: GatewayLog, requests: Int, limit: Duration) throws {
        let (count, slowest) = try log.read()
        expect("nginx-requests", count, atLeast: requests)
        expect("nginx-slowest", slowest, atMost: limit)
    }
}
