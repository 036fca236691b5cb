import JSON
import TestReceiver

/// An app hook, and how long it takes until it is told of something.
struct HookWatch {
    private let stack: Stack
    private let receiver: Receiver
    private(set) var slowest = Duration.zero

    init(_ stack: Stack) throws {
        self.stack = stack
        receiver = try Receiver()
        _ = try stack.create(
            "app_hooks", "app_hook", ["destination": .text("\(receiver.url)/in"), "event_type": ["org.created"]])
    }

    /// Makes something happen, and waits until the hook has heard of it.
    mutating func measure() throws {
        let (before, start) = (receiver.received.count, ContinuousClock.now)
        _ = try stack.create("orgs", "org", ["name": "Watched"])
        try wait(for: "a webhook", upTo: 120) { receiver.received.count > before }
        slowest = max(slowest, .now - start)
    }
}
