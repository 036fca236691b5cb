extension Server where Handler: ~Copyable {
    /// Accepts who waits.
    func accept() {
        // The system is out of descriptors or memory: trying again at once would only burn time.
        if entrance.accept(into: connections, poller) == .exhausted {
            clock.set(.reopen, for: Poller.listenerKey, at: .now + .milliseconds(100))
        }
    }
}
