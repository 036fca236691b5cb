import Glibc

/// The most recently used values by key, up to a fixed number.
struct StatementCache<Value> {
    private var entries: [Key: (value: Value, lastUse: UInt64)] = [:]
    private var clock: UInt64 = 0
    private let capacity: Int

    init(capacity: Int) {
        self.capacity = capacity
    }

    mutating func value(for key: [UInt8]) -> Value? {
        clock += 1
        guard let index = entries.index(forKey: Key(text: key)) else { return nil }
        entries.values[index].lastUse = clock
        return entries.values[index].value
    }

    /// Keeps a value; the one unused for longest makes room.
    mutating func insert(_ value: Value, for key: [UInt8]) {
        clock += 1
        if entries.count >= capacity, let oldest = entries.min(by: { $0.value.lastUse < $1.value.lastUse }) {
            entries[oldest.key] = nil
        }
        entries[Key(text: key)] = (value, clock)
    }

    mutating func remove(_ key: [UInt8]) {
        entries[Key(text: key)] = nil
    }

    mutating func removeAll() {
        entries.removeAll()
    }
}

/// A text that is found by its length and its end: statements are long, and differ in these.
private struct Key: Hashable {
    let text: [UInt8]

    func hash(into hasher: inout Hasher) {
        hasher.combine(text.count)
        unsafe text.suffix(16).withUnsafeBytes { unsafe hasher.combine(bytes: $0) }
    }

    static func == (left: Self, right: Self) -> Bool {
        guard left.text.count == right.text.count else { return false }
        return unsafe left.text.withUnsafeBytes { left in
            unsafe right.text.withUnsafeBytes { right in
                guard let one = left.baseAddress, let other = right.baseAddress else { return true }
                return unsafe memcmp(one, other, left.count) == 0
            }
        }
    }
}
