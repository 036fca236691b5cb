import Synchronization

/// Connections whose turn it is without anything having happened on them, oldest first.
struct Turns: ~Copyable, Sendable {
    private let keys = Mutex<[UInt64]>([])

    var isEmpty: Bool {
        keys.withLock { $0.isEmpty }
    }

    func add(_ key: UInt64) {
        keys.withLock { $0.append(key) }
    }

    func takeAll() -> [UInt64] {
        keys.withLock { keys in
            // To give away none takes no memory.
            if keys.isEmpty { return [] }
            defer { keys.removeAll(keepingCapacity: true) }
            return keys
        }
    }
}
