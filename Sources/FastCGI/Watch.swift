import Synchronization

/// Whose turn it is among the workers to look for events: one at a time does, and answers what can be answered at once,
/// while the others sleep ("leader/followers", POSA 2, 2000).
///
/// A request that takes no waiting therefore costs no switch between threads. Who has to wait for something lets another
/// one take over first; the one that slept for the shortest time does, for it has the most in the processor's caches.
final class Watch: Sendable {
    private struct State {
        var isKept = false
        /// Those that sleep, the last one to fall asleep at the end.
        var sleepers: [Watchkeeper] = []
    }

    private let state = Mutex(State())

    /// How many sleep.
    var sleeperCount: Int { state.withLock { $0.sleepers.count } }

    /// Makes it the caller's turn when it is nobody's; whether it was nobody's.
    func takeIfFree() -> Bool {
        state.withLock { state in
            defer { state.isKept = true }
            return !state.isKept
        }
    }

    /// Returns once it is the keeper's turn, or it is summoned; whether it is its turn.
    func take(_ keeper: Watchkeeper) -> Bool {
        let isFree = state.withLock { state in
            if state.isKept { state.sleepers.append(keeper) }
            defer { state.isKept = true }
            return !state.isKept
        }
        return isFree || keeper.sleep()
    }

    /// Makes it somebody else's turn.
    func passOn() {
        let next = state.withLock { state in
            state.isKept = !state.sleepers.isEmpty
            return state.sleepers.popLast()
        }
        next?.wake(toWatch: true)
    }

    /// Wakes one of those that sleep, for something else than to look for events.
    func summon() {
        state.withLock { $0.sleepers.popLast() }?.wake(toWatch: false)
    }
}
