import Foundation

/// Other people's services on loopback (`Clients/elsewhere.py`): an OAuth server, and a receiver of webhooks.
final class Elsewhere {
    /// Where it is, without a slash at the end.
    let url: String
    /// What it knows its client `shop` by.
    let clientSecret = "secret-" + UUID().uuidString
    private let process = Process()

    /// Starts it; it ends with this object.
    init() throws {
        let output = Pipe()
        process.executableURL = URL(filePath: "/usr/bin/python3")
        process.arguments = ["\(Repository.clients)/elsewhere.py"]
        process.environment = ["OAUTH_CLIENT_SECRET": clientSecret]
        process.standardOutput = output
        try process.run()
        var line: [UInt8] = []
        while let byte = try output.fileHandleForReading.read(upToCount: 1)?.first, byte != 10 { line.append(byte) }
        url = String(decoding: line, as: UTF8.self)
    }

    deinit {
        // Foundation's Process passes on what signals its caller blocks, so asking may not help.
        kill(process.processIdentifier, SIGKILL)
    }
}
