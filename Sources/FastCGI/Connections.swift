import Synchronization

/// The open connections.
final class Connections: Sendable {
    private let table = Mutex<[UInt64: Connection]>([:])
    private let lastKey = Atomic<UInt64>(Poller.listenerKey)

    var count: Int {
        table.withLock { $0.count }
    }

    var all: [Connection] {
        table.withLock { Array($0.values) }
    }

    subscript(key: UInt64) -> Connection? {
        table.withLock { $0[key] }
    }

    func add(_ descriptor: consuming Descriptor) -> Connection {
        let key = lastKey.add(1, ordering: .relaxed).newValue
        let connection = Connection(key: key, descriptor)
        table.withLock { $0[key] = connection }
        return connection
    }

    func remove(_ connection: Connection) {
        table.withLock { $0[connection.key] = nil }
    }
}
