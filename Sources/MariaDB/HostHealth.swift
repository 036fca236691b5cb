import Synchronization

/// What is known of the hosts that several sessions share: what one of them has found out spares the others a time-out.
///
/// A host that failed is avoided. After a second, then after twice as long each time up to a minute, one session tries it
/// again, because an attempt can cost a request a whole connect time-out; when that succeeds, all come back. What happened
/// more than five minutes before the next failure is forgotten.
public final class HostHealth: Sendable {
    private struct Trouble {
        var isPresent = true
        var count = 0
        var last: ContinuousClock.Instant

        /// When the host is to be tried again.
        var end: ContinuousClock.Instant { last + .seconds(min(1 << (count - 1), 60)) }

        mutating func add(at now: ContinuousClock.Instant) {
            isPresent = true
            count = min(count + 1, 7)
            last = now
        }
    }

    private static let memory = Duration.seconds(300)
    private let troubles = Mutex<[Host: Trouble]>([:])

    /// All hosts count as working.
    public init() {}

    /// Whether nothing is known against the host.
    func works(_ host: Host) -> Bool {
        troubles.withLock { $0[host]?.isPresent != true }
    }

    /// The host does not serve. What other sessions have seen of the same failure changes nothing.
    func failed(_ host: Host, at now: ContinuousClock.Instant) {
        troubles.withLock { troubles in
            let known = troubles[host].flatMap { $0.last + Self.memory > now ? $0 : nil }
            guard known?.isPresent != true else { return }
            var trouble = known ?? Trouble(last: now)
            trouble.add(at: now)
            troubles[host] = trouble
        }
    }

    /// The host serves.
    func worked(_ host: Host) {
        troubles.withLock { $0[host]?.isPresent = false }
    }

    /// Claims the attempt that is due to a host that has failed; false when none is, or another asker has claimed it.
    func claimAttempt(to host: Host, at now: ContinuousClock.Instant) -> Bool {
        troubles.withLock { troubles in
            guard let trouble = troubles[host], trouble.isPresent, trouble.end <= now else { return false }
            troubles[host]?.add(at: now)
            return true
        }
    }
}
