import Glibc
import Synchronization

import class Foundation.Thread

/// A small HTTP server on loopback that keeps what it is sent: somebody else's server, for tests.
public final class Receiver: Sendable {
    /// Decides what to do with a request; it runs on a thread of its own.
    public typealias Handler = @Sendable (Received) -> Reply

    /// Where it listens.
    public let port: UInt16
    private let listener: Int32
    private let handler: Handler
    private let kept = Mutex<[Received]>([])
    private let accepted = Mutex(0)

    /// Starts listening.
    public init(_ handler: @escaping Handler = { _ in .answer(200) }) throws {
        (listener, port) = try Socket.listen()
        self.handler = handler
        Thread.detachNewThread { [listener, weak self] in
            while let connection = Socket.accept(from: listener) { self?.welcome(connection) }
            close(listener)
        }
    }

    deinit {
        shutdown(listener, Int32(SHUT_RDWR))
    }

    /// Its address as the beginning of a URL, without a slash at the end.
    public var url: String { "http://127.0.0.1:\(port)" }

    /// What has come so far, in the order of arrival.
    public var received: [Received] { kept.withLock { $0 } }

    /// How many connections were made.
    public var connections: Int { accepted.withLock { $0 } }

    private func welcome(_ connection: Int32) {
        accepted.withLock { $0 += 1 }
        Thread.detachNewThread { [self] in
            serve(connection)
            close(connection)
        }
    }

    private func serve(_ connection: Int32) {
        guard let request = Received(from: connection) else { return }
        kept.withLock { $0.append(request) }
        let reply = handler(request)
        guard Socket.send(reply.bytes, to: connection) else { return }
        switch reply {
        case .drip: while Socket.send([UInt8(ascii: ".")], to: connection) { usleep(20_000) }
        case .silence: while Socket.receive(from: connection) != nil {}
        case .answer, .raw, .hangUp: break
        }
    }
}
