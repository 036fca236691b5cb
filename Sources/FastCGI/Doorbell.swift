import Synchronization

/// Wakes the worker that waits for events when something comes up that is none.
struct Doorbell: ~Copyable, Sendable {
    /// What the worker waits for together with events.
    let bell: Bell
    private let isListening = Atomic(false)

    init() throws(ServerError) {
        bell = try Bell()
    }

    /// To be called after something has come up: who begins to listen looks the other way round, so one of the two sees it.
    /// Whether somebody listened.
    @discardableResult
    func ring() -> Bool {
        guard isListening.exchange(false, ordering: .sequentiallyConsistent) else { return false }
        bell.ring()
        return true
    }

    /// Runs `body`, which looks whether something has come up and otherwise waits for the bell.
    func listening(_ body: () -> Void) {
        isListening.store(true, ordering: .sequentiallyConsistent)
        body()
        isListening.store(false, ordering: .sequentiallyConsistent)
    }

    /// Takes one ring, if there is one.
    func answer() {
        _ = bell.wait(atMost: .zero)
    }
}
