import Foundation

/// Waits until something holds, and fails when it does not come to hold.
func wait(for what: String, upTo seconds: Double = 60, _ condition: () throws -> Bool) throws {
    let deadline = ContinuousClock.now + .seconds(seconds)
    while try !condition() {
        guard ContinuousClock.now < deadline else { throw WaitedInVain(what: what) }
        usleep(10_000)
    }
}

struct WaitedInVain: Error {
    let what: String
}
