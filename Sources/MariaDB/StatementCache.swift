/// The most recently used values by key, up to a fixed number.
struct StatementCache<Value> {
    private var entries: [String: (value: Value, lastUse: UInt64)] = [:]
    private var clock: UInt64 = 0
    private let capacity: Int

    init(capacity: Int) {
        self.capacity = capacity
    }

    mutating func value(for key: String) -> Value? {
        clock += 1
        guard let index = entries.index(forKey: key) else { return nil }
        entries.values[index].lastUse = clock
        return entries.values[index].value
    }

    /// Keeps a value; the one unused for longest makes room.
    mutating func insert(_ value: Value, for key: String) {
        clock += 1
        if entries.count >= capacity, let oldest = entries.min(by: { $0.value.lastUse < $1.value.lastUse }) {
            entries[oldest.key] = nil
        }
        entries[key] = (value, clock)
    }

    mutating func remove(_ key: String) {
        entries[key] = nil
    }

    mutating func removeAll() {
        entries.removeAll()
    }
}
