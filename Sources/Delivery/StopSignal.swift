import Dispatch

/// Tells threads to stop, also while they wait for something to do.
final class StopSignal: Sendable {
    private let semaphore = DispatchSemaphore(value: 0)

    func raise() {
        semaphore.signal()
    }

    /// Waits for the time, or until the signal is raised, and says whether it was.
    func wait(_ time: Duration) -> Bool {
        let isRaised = semaphore.wait(timeout: .now() + time / .seconds(1)) == .success
        // Passed on to the next who waits.
        if isRaised { semaphore.signal() }
        return isRaised
    }

    var isRaised: Bool { wait(.zero) }
}
