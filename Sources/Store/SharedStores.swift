import MariaDB
import Synchronization

/// Stores that belong to no thread, by which whoever leads a ``Batcher`` does the work.
///
/// The last one used goes first: a session that is used all the time has what it needs in the processors' caches (measured
/// with 10,000 holders of keys on a Xeon with 2 MiB per core: the server takes 33 us for each of ten that are looked for by
/// one connection, 40 us by 32 in turn).
final class SharedStores: Sendable {
    /// A store, for one thread at a time.
    private final class Place: Sendable {
        let store: Mutex<Store>

        init(_ store: consuming sending Store) {
            self.store = Mutex(store)
        }
    }

    private struct State {
        /// Those that nobody uses, the last one used at the end.
        var idle: [Place] = []
        /// All there are; none ever goes.
        var count = 0
        /// When one could not connect.
        var failedAt: ContinuousClock.Instant?

        var isResting: Bool { failedAt.map { .now - $0 < SharedStores.pause } ?? false }
    }

    /// As a rule more than lead at once, for of the kinds of what is asked for few are in demand in the same moment.
    private static let most = 4
    /// For how long none is used after one could not connect.
    private static let pause = Duration.seconds(10)
    private let state = Mutex(State())

    /// Works with one of them, once it is connected.
    ///
    /// - Parameter make: makes another one.
    /// - Returns: `nil`, and nothing was done, when all are in use or one cannot connect.
    func perform<Result: Sendable>(
        making make: () -> sending Store, _ work: @Sendable (inout Store) throws -> Result
    ) rethrows -> Result? {
        guard let place = take() ?? add(make) else { return nil }
        defer { state.withLock { $0.idle.append(place) } }
        return try place.store.withLock { store in
            guard store.isConnected() else {
                state.withLock { $0.failedAt = .now }
                return nil
            }
            return try work(&store)
        }
    }

    private func take() -> Place? {
        state.withLock { $0.isResting ? nil : $0.idle.popLast() }
    }

    private func add(_ make: () -> sending Store) -> Place? {
        let mayAdd = state.withLock { state in
            guard state.count < Self.most, !state.isResting else { return false }
            state.count += 1
            return true
        }
        return mayAdd ? Place(make()) : nil
    }
}

extension Store {
    /// Whether it has a connection, made now if need be.
    fileprivate mutating func isConnected() -> Bool {
        (try? session.ensureConnected()) != nil
    }
}
