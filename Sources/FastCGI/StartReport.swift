import Synchronization

/// How the workers' start went.
final class StartReport: Sendable {
    private let failure = Mutex<(any Error)?>(nil)
    private let bell: Bell

    init() throws(ServerError) {
        bell = try Bell()
    }

    /// The first error that a worker met.
    var error: (any Error)? {
        failure.withLock { $0 }
    }

    func succeed() {
        bell.ring()
    }

    func fail(_ error: any Error) {
        failure.withLock { $0 = $0 ?? error }
        bell.ring()
    }

    func waitForOne() {
        while !bell.wait(atMost: .seconds(3600)) {}
    }
}
