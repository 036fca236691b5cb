/// Decides which host to try next: the preferred one while it works, the others while it does not.
struct HostRotation {
    private let count: Int
    private(set) var current = 0
    private var failures = 0
    private var homeIsDue: ContinuousClock.Instant?

    init(count: Int) {
        self.count = count
    }

    /// All hosts, beginning with the current one.
    var candidates: [Int] {
        (0..<count).map { (current + $0) % count }
    }

    /// Whether it is time to try the preferred host again.
    func shouldReturnHome(at now: ContinuousClock.Instant) -> Bool {
        homeIsDue.map { now >= $0 } ?? false
    }

    /// The session is now connected to this host.
    mutating func connected(to index: Int) {
        current = index
        guard index == 0 else { return }
        failures = 0
        homeIsDue = nil
    }

    /// This host does not work: begin with the next one. The preferred host is tried again after 30 seconds, then after
    /// twice as long each time, up to 16 minutes, because an attempt can cost a request a whole connect time-out.
    mutating func failed(_ index: Int, at now: ContinuousClock.Instant) {
        if index == current { current = (index + 1) % count }
        guard index == 0, count > 1 else { return }
        homeIsDue = now + .seconds(30 << min(failures, 5))
        failures += 1
    }
}
