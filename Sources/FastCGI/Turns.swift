import Synchronization

/// Connections whose turn it is without anything having happened on them, oldest first.
struct Turns: ~Copyable, Sendable {
    /// Rings once for each of them.
    let bell: Bell
    private let keys = Mutex<[UInt64]>([])

    init() throws(ServerError) {
        bell = try Bell()
    }

    var isEmpty: Bool {
        keys.withLock { $0.isEmpty }
    }

    func add(_ key: UInt64) {
        keys.withLock { $0.append(key) }
        bell.ring()
    }

    /// The next one; nil when another worker was quicker.
    func next() -> UInt64? {
        guard bell.wait(atMost: .zero) else { return nil }
        return keys.withLock { $0.isEmpty ? nil : $0.removeFirst() }
    }
}
