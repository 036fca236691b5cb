import Synchronization

/// How many workers may do a thing that can block at once.
struct Slots: ~Copyable, Sendable {
    private let free: Mutex<Int>

    init(_ count: Int) {
        free = Mutex(count)
    }

    /// Takes a slot if one is free.
    func take() -> Bool {
        free.withLock {
            guard $0 > 0 else { return false }
            $0 -= 1
            return true
        }
    }

    func giveBack() {
        free.withLock { $0 += 1 }
    }
}
