import Foundation

/// Clients that send without a pause until their time is over, more than this process could have: those of `wrk`.
final class Flood {
    /// One of the requests, and how often it is sent compared with the others.
    struct Request {
        let weight: Int
        let bytes: [UInt8]

        init(_ weight: Int, _ bytes: [UInt8]) {
            self.weight = weight
            self.bytes = bytes
        }
    }

    private let process = Process()
    private let output = Pipe()
    private let file: String

    /// Lets the clients begin.
    ///
    /// - Parameters:
    ///   - requests: what they send; `{unique}` in one of them becomes 8 other digits each time, and `{usr_}` the id of a
    ///     user that they created and that none of them has used since.
    ///   - time: longer than the limit, so that a request that is never answered exceeds it.
    ///   - limit: how long no request may take; see ``Scale/limit(_:)``. What is never answered, `wrk` does not count: that
    ///     is for ``GatewayLog`` to find.
    init(_ clients: Int, for time: Duration, _ requests: [Request], on stack: Stack, limit: Duration) throws {
        guard time > Scale.limit(limit) else { throw NotReady(what: "a flood that outlasts \(limit)") }
        file = "\(stack.state)/flood-\(UInt64.random(in: 0...(.max)))"
        let content = requests.flatMap { Array("\($0.weight) \($0.bytes.count)\n".utf8) + $0.bytes }
        // They hold keys.
        let attributes: [FileAttributeKey: Any] = [.posixPermissions: 0o600]
        guard FileManager.default.createFile(atPath: file, contents: Data(content), attributes: attributes) else {
            throw NotReady(what: file)
        }
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = [
            "wrk", "--threads", "1", "--connections", "\(clients)", "--duration", "\(time.components.seconds)s",
            "--timeout", "\(Scale.limit(limit).components.seconds)s", "--latency", "--script",
            "\(Repository.path)/Tests/ServiceTests/Clients/flood.lua", "http://127.0.0.1:\(stack.port)",
        ]
        let variables = ProcessInfo.processInfo.environment
        process.environment = variables.merging(["FLOOD_REQUESTS": file]) { $1 }
        process.standardOutput = output
        try process.run()
    }

    /// Waits for the end, and returns what the clients saw.
    func end() throws -> FloodTally {
        let text = String(decoding: try output.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
        process.waitUntilExit()
        try FileManager.default.removeItem(atPath: file)
        guard process.terminationStatus == 0 else { throw NotReady(what: "wrk: \(text)") }
        return try FloodTally(text)
    }
}
