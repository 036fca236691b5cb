import Synchronization

/// How room is made for others.
extension Server where Handler: ~Copyable {
    /// Accepts who waits.
    func accept() {
        guard entrance.accept(into: connections, poller) != nil else { return }
        // Trying again at once would only burn time: either a connection ends, or the clock tells when to look again.
        clock.set(.reopen, for: Poller.listenerKey, at: .now + .milliseconds(100))
        pushOut { $0.since.duration(to: ContinuousClock.now) >= configuration.minimumWait }
    }

    /// Ends the longest wait with bytes of ours when slow peers make us keep more than we may; its end looks here again.
    func keepWithinBounds() {
        if heldBytes.load(ordering: .relaxed) > configuration.maximumHeldBytes { pushOut { $0.heldBytes > 0 } }
    }

    /// Ends the wait that has lasted the longest of those that the condition is true for.
    ///
    /// A request that comes this moment is answered all the same.
    private func pushOut(where isEligible: (Exchange.Wait) -> Bool) {
        var longest: (connection: Connection, wait: Exchange.Wait)?
        for connection in connections.all {
            guard let wait = connection.wait, wait.since < longest?.wait.since ?? .now, isEligible(wait) else {
                continue
            }
            longest = (connection, wait)
        }
        guard let longest else { return }
        if longest.wait.isToSend { longest.connection.cut() } else { longest.connection.stopReading() }
    }
}
