import Foundation
import TestPeer

/// A peer on a worker's socket that begins a request, perhaps, and then sends nothing, or a byte at a time.
struct SlowPeer {
    private let path: String
    private let beginning: [UInt8]
    private let drips: Bool
    private var connection: Connection?
    /// How often the worker has ended its connection.
    private(set) var ends = 0
    /// How often it has connected and begun, and how often it could not.
    private(set) var connections = 0
    private(set) var failures = 0

    private init(_ path: String, _ beginning: [UInt8], drips: Bool) {
        self.path = path
        self.beginning = beginning
        self.drips = drips
    }

    /// Peers that send nothing at all, or stop in the middle of the parameters or of the body.
    static func silent(_ count: Int, on path: String) -> [SlowPeer] {
        (0..<count).map { SlowPeer(path, [[], parameters, body][$0 % 3], drips: false) }
    }

    /// Peers that send a byte of the parameters or of the body each time.
    static func dripping(_ count: Int, on path: String) -> [SlowPeer] {
        (0..<count).map { SlowPeer(path, [parameters, body][$0 % 2], drips: true) }
    }

    /// Whether it holds a connection that the worker has not ended, as far as it can know.
    var isConnected: Bool { connection.map { !$0.hasNews } ?? false }

    /// Sends its next byte, or begins anew when the worker has had enough of it.
    mutating func turn() {
        if let connection, !connection.hasNews {
            if drips { try? connection.send([0]) }
        } else {
            if connection != nil { ends += 1 }
            connect()
        }
    }

    private mutating func connect() {
        do {
            let new = try Connection(path: path)
            try new.send(beginning)
            connection = new
            connections += 1
        } catch {
            connection = nil
            failures += 1
        }
    }

    private static let parameters = Records.begin() + [1, 4, 0, 1, 0xFF, 0xFF, 0, 0]
    private static let body = Records.begin() + Records.parameters([:]) + [1, 5, 0, 1, 0xFF, 0xFF, 0, 0]
}

extension Connection {
    /// Whether something has come, or the peer has closed.
    fileprivate var hasNews: Bool {
        var query = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        return poll(&query, 1, 0) == 1
    }
}
