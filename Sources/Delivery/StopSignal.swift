import Dispatch
import Synchronization

/// Tells threads to stop, also while they wait for something to do.
///
/// A group, because on Linux the time-outs of Dispatch's semaphores end by the time of day: when that is set back, whoever
/// waits goes on waiting for as long as it was set back.
final class StopSignal: Sendable {
    private let group = DispatchGroup()
    private let mayRaise = Atomic(true)

    init() {
        group.enter()
    }

    deinit {
        raise()
    }

    func raise() {
        if mayRaise.exchange(false, ordering: .relaxed) { group.leave() }
    }

    /// Waits for the time, or until the signal is raised, and says whether it was.
    func wait(_ time: Duration) -> Bool {
        group.wait(timeout: .now() + time / .seconds(1)) == .success
    }

    var isRaised: Bool { wait(.zero) }
}
