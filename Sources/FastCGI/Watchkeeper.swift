import Dispatch
import Synchronization

/// One worker's part in the watch; it belongs to the worker's thread.
final class Watchkeeper: Sendable {
    private let watch: Watch
    // Only the worker's thread changes it; what others read of it may be of a moment ago.
    private let onWatch = Atomic(false)
    private let bell = DispatchSemaphore(value: 0)
    /// Whether it was woken to look for events; written before the bell, and read after it.
    private let isCalledToWatch = Atomic(false)

    init(_ watch: Watch) {
        self.watch = watch
    }

    /// Whether it is this worker's turn.
    var isOnWatch: Bool { onWatch.load(ordering: .relaxed) }

    /// Makes it another's turn, if it is this worker's.
    func leave() {
        guard isOnWatch else { return }
        onWatch.store(false, ordering: .relaxed)
        watch.passOn()
    }

    /// Makes it this worker's turn when it is nobody's; whether it is its turn now.
    func takeIfFree() -> Bool {
        if !isOnWatch { onWatch.store(watch.takeIfFree(), ordering: .relaxed) }
        return isOnWatch
    }

    /// Returns once it is this worker's turn, or it was woken for something else.
    func take() {
        guard !isOnWatch else { return }
        onWatch.store(watch.take(self), ordering: .relaxed)
    }

    /// Sleeps until it is woken; whether it is to look for events.
    func sleep() -> Bool {
        bell.wait()
        return isCalledToWatch.load(ordering: .acquiring)
    }

    func wake(toWatch: Bool) {
        isCalledToWatch.store(toWatch, ordering: .releasing)
        bell.signal()
    }
}
