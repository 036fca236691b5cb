import Synchronization

/// What was read a moment ago, to be used again for a moment: never longer than ``lifetime``.
struct RecentlyRead<Key: Hashable & Sendable, Value: Sendable>: Sendable {
    private struct Entry {
        let value: Value
        let readAt: ContinuousClock.Instant
    }

    /// How old a value may be when it is used, counted from before it was read.
    let lifetime: Duration
    /// How many values are kept at most.
    let capacity: Int
    private var entries: [Key: Entry] = [:]
    private var sweptAt = ContinuousClock.now

    init(for lifetime: Duration, atMost capacity: Int) {
        self.lifetime = lifetime
        self.capacity = capacity
    }

    /// The value, while it is young enough.
    subscript(key: Key) -> Value? {
        guard let entry = entries[key], .now - entry.readAt < lifetime else { return nil }
        return entry.value
    }

    /// Keeps a value that was asked for at that instant. What is too old goes on this occasion, once in a lifetime: some of it
    /// is secret.
    mutating func keep(_ value: Value, for key: Key, readAt: ContinuousClock.Instant) {
        let now = ContinuousClock.now
        if entries.count >= capacity || now - sweptAt >= lifetime {
            entries = entries.filter { now - $0.value.readAt < lifetime }
            sweptAt = now
        }
        if entries.count >= capacity { entries.removeAll() }
        entries[key] = Entry(value: value, readAt: readAt)
    }

    /// Forgets a value.
    mutating func remove(_ key: Key) {
        entries[key] = nil
    }

    /// Forgets all.
    mutating func removeAll() {
        entries.removeAll()
    }
}

/// The same for several threads: whoever tells a batch's answers must not wait for what another thread has read already.
final class SharedRecents<Key: Hashable & Sendable, Value: Sendable>: Sendable {
    private let recent: Mutex<RecentlyRead<Key, Value>>

    init(for lifetime: Duration, atMost capacity: Int) {
        recent = Mutex(RecentlyRead(for: lifetime, atMost: capacity))
    }

    subscript(key: Key) -> Value? {
        recent.withLock { $0[key] }
    }

    func keep(_ value: Value, for key: Key, readAt: ContinuousClock.Instant) {
        recent.withLock { $0.keep(value, for: key, readAt: readAt) }
    }

    func remove(_ key: Key) {
        recent.withLock { $0.remove(key) }
    }

    func removeAll() {
        recent.withLock { $0.removeAll() }
    }
}
