import Synchronization

/// The one set of descriptors that a worker waits on (`epoll(7)`).
struct Poller: ~Copyable, Sendable {
    /// Something that happened on a descriptor.
    struct Event {
        let key: UInt64
        let interest: Interest
    }

    static let listenerKey: UInt64 = 0
    static let stopKey: UInt64 = .max
    private static let turnKey = stopKey - 1

    private let epoll: Descriptor
    private let stopping: Bell
    private let doorbell: Doorbell
    private let turns = Turns()
    private let fetched = Mutex(FetchedEvents())

    init() throws(ServerError) {
        let epoll = try System.makePoller()
        let stopping = try Bell()
        try System.watch(stopping.descriptor.number, in: epoll.number, for: .readable, key: Self.stopKey)
        let doorbell = try Doorbell()
        try System.watch(doorbell.bell.descriptor.number, in: epoll.number, for: .readable, key: Self.turnKey)
        self.epoll = epoll
        self.stopping = stopping
        self.doorbell = doorbell
    }

    func watchListener(_ descriptor: Int32) throws(ServerError) {
        try System.watch(descriptor, in: epoll.number, for: [.readable, .exclusive], key: Self.listenerKey)
    }

    func watch(_ connection: Connection) throws(ServerError) {
        try System.watch(connection.descriptor, in: epoll.number, for: .standing, key: connection.key)
    }

    /// Waits for requests again; what has come already is news.
    func rewatch(_ connection: Connection) {
        System.rearm(connection.descriptor, in: epoll.number, for: .standing, key: connection.key)
    }

    /// Waits for one event of this kind; any earlier wish of the connection is replaced.
    func arm(_ connection: Connection, for interest: Interest) {
        let interest = interest.union(.once)
        System.rearm(connection.descriptor, in: epoll.number, for: interest, key: connection.key)
    }

    /// Gives the connection to a worker as soon as there is one, whatever it waits for.
    func turn(_ connection: Connection) {
        turns.add(connection.key)
        ring()
    }

    func forget(_ descriptor: Int32) {
        System.forget(descriptor, in: epoll.number)
    }

    /// The next of the events that were fetched. What follows is for one worker at a time, see ``Watch``.
    func next() -> Event? {
        while let event = fetched.withLock({ $0.next() }) {
            if event.key != Self.turnKey { return event }
            doorbell.answer()
        }
        return nil
    }

    /// Fetches turns and events alike, so that neither holds up the other; whether there were any.
    func fetch() -> Bool {
        fetch(waiting: false)
    }

    /// Fetches as soon as there are any, or ``ring()`` is called; at once when `isAwaited` says that it was before.
    func sleep(unless isAwaited: () -> Bool) {
        doorbell.listening {
            let mayWait = turns.isEmpty && !isAwaited()
            _ = fetch(waiting: mayWait)
        }
    }

    /// Wakes the worker that sleeps; false when none does.
    @discardableResult
    func ring() -> Bool {
        doorbell.ring()
    }

    private func fetch(waiting: Bool) -> Bool {
        fetched.withLock { fetched in
            System.events(in: epoll.number, waiting: waiting) { fetched.add($0) }
            for key in turns.takeAll() { fetched.add(Event(key: key, interest: [])) }
            return !fetched.isEmpty
        }
    }

    /// Ends the wait of every worker, now and from now on.
    func stop() {
        stopping.ring()
    }
}
