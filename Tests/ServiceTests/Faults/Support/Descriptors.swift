import Foundation

/// What a worker's descriptors are for, told while it has nothing to do and nginx keeps no connections to it.
struct Descriptors {
    /// Connections to its socket.
    let connections: Int
    /// Its ends of connections to the database, made when they are first needed.
    let sessions: Int
    /// All others.
    let others: Int

    /// The descriptors of a worker, from 1.
    init(ofWorker worker: Int, on stack: Stack) throws {
        let directory = "/proc/\(try stack.workers[worker - 1])/fd"
        let links = try FileManager.default.contentsOfDirectory(atPath: directory).compactMap {
            try? FileManager.default.destinationOfSymbolicLink(atPath: "\(directory)/\($0)")
        }
        let paths = try UnixSocket.all().reduce(into: [:]) { $0["socket:[\($1.inode)]"] = $1 }
        let sockets = links.compactMap { paths[$0] }.filter { $0.state == .connected }
        let own = try stack.socket(of: worker)
        connections = sockets.count { $0.path.map(String.init) == own }
        sessions = sockets.count { $0.path == nil }
        others = links.count - connections - sessions
    }

    /// Those of all workers, once nginx has ended the connections that it keeps.
    static func workers(of stack: Stack) throws -> [Descriptors] {
        let numbers = try stack.workers.indices.map { $0 + 1 }
        try stack.reloadGateway()
        // When they stay, that is what is to be told.
        try? wait(for: "no connections", upTo: 10) { try numbers.allSatisfy { try stack.connections(heldBy: $0) == 0 } }
        return try numbers.map { try Descriptors(ofWorker: $0, on: stack) }
    }
}

extension Promise {
    /// Notes that workers have kept no connection, have at most so many sessions each, and have no descriptor of another kind
    /// more than before.
    mutating func expectNoLeak(_ before: [Descriptors], _ after: [Descriptors], sessions: Int) {
        for (index, (before, after)) in zip(before, after).enumerated() {
            let worker = "worker-\(index + 1)"
            expect("\(worker)-connections", after.connections, atMost: 0)
            expect("\(worker)-sessions", after.sessions, atMost: sessions)
            note("\(worker)-descriptors", before.others)
            expect("\(worker)-descriptors-more", after.others - before.others, atMost: 0)
        }
    }
}
