import Dispatch
import Foundation

/// Waits until the condition holds; false when it does not within a minute.
func eventually(_ condition: () -> Bool) -> Bool {
    let deadline = DispatchTime.now() + 60
    while !condition() {
        guard DispatchTime.now() < deadline else { return false }
        Thread.sleep(forTimeInterval: 0.001)
    }
    return true
}

extension DispatchSemaphore {
    /// Waits for a signal; false when there is none within a minute.
    func isSignalled() -> Bool { wait(timeout: .now() + 60) == .success }
}
