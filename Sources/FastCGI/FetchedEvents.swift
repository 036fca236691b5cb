/// Events that were fetched and not yet looked at, oldest first.
struct FetchedEvents {
    private var events: [Poller.Event] = []
    private var position = 0

    var isEmpty: Bool { position == events.count }

    mutating func add(_ event: Poller.Event) {
        events.append(event)
    }

    mutating func next() -> Poller.Event? {
        guard position < events.count else {
            events.removeAll(keepingCapacity: true)
            position = 0
            return nil
        }
        defer { position += 1 }
        return events[position]
    }
}
