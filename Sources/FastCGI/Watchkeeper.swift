import Dispatch
import Synchronization

/// One worker's part in the watch; it belongs to the worker's thread.
final class Watchkeeper: Sendable {
    private let watch: Watch
    // Only the worker's thread reads and changes it.
    private let onWatch = Atomic(false)
    private let bell = DispatchSemaphore(value: 0)

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

    /// Returns once its worker is the one that looks.
    func take() {
        guard !isOnWatch else { return }
        watch.take(self)
        onWatch.store(true, ordering: .relaxed)
    }

    func sleep() {
        bell.wait()
    }

    func wake() {
        bell.signal()
    }
}
