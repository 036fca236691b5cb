import MariaDB
import Synchronization

/// Stores by which those of a process do what they do together.
///
/// The last one used goes first: what the server and the library keep for its session's statements is then in the
/// processors' caches, where each thread's own would not be.
final class SharedStores: Sendable {
    /// A store, for one at a time.
    private final class Place: Sendable {
        let store: Mutex<Store>

        init(_ store: consuming sending Store) {
            self.store = Mutex(store)
        }
    }

    private struct State {
        /// Those that nobody uses, the last one used at the end.
        var idle: [Place] = []
        /// All of them.
        var count = 0
    }

    private static let most = 4
    private let state = Mutex(State())

    /// Works with one of them; returns `nil` when all are in use.
    ///
    /// - Parameter make: makes another one.
    func perform<Result: Sendable>(
        making make: () -> sending Store, _ work: @Sendable (inout Store) throws -> Result
    ) rethrows -> Result? {
        guard let place = take() ?? add(make) else { return nil }
        defer { state.withLock { $0.idle.append(place) } }
        return try place.store.withLock { store in try work(&store) }
    }

    private func take() -> Place? {
        state.withLock { $0.idle.popLast() }
    }

    private func add(_ make: () -> sending Store) -> Place? {
        let mayAdd = state.withLock { state in
            guard state.count < Self.most else { return false }
            state.count += 1
            return true
        }
        return mayAdd ? Place(make()) : nil
    }
}
