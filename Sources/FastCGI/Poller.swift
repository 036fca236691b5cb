import Glibc
import Synchronization

/// The one set of descriptors that every worker waits on (`epoll(7)`).
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
    private let turns: Turns
    private let events = Atomic(0)

    init() throws(ServerError) {
        let epoll = try System.makePoller()
        let stopping = try Bell()
        try System.watch(stopping.descriptor.number, in: epoll.number, for: .readable, key: Self.stopKey)
        let turns = try Turns()
        try System.watch(
            turns.bell.descriptor.number, in: epoll.number, for: [.readable, .exclusive], key: Self.turnKey)
        self.epoll = epoll
        self.stopping = stopping
        self.turns = turns
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
    }

    func forget(_ descriptor: Int32) {
        System.forget(descriptor, in: epoll.number)
    }

    /// The next event; nil when the workers are to end.
    ///
    /// Every other event is a turn when there are any: the bell is one descriptor among as many as have news, which
    /// `epoll` serves in rounds.
    func next() -> Event? {
        while true {
            if !events.add(1, ordering: .relaxed).newValue.isMultiple(of: 2), !turns.isEmpty, let key = turns.next() {
                return Event(key: key, interest: [])
            }
            let event = nextOfEpoll()
            if event.key == Self.stopKey { return nil }
            if event.key != Self.turnKey { return event }
            if let key = turns.next() { return Event(key: key, interest: []) }
        }
    }

    /// Lets others run (sched_yield(2)) before it sleeps: they may bring an event, and to be woken costs more than to look
    /// twice (measured with 32 clients on 2 busy cores, Linux 6.18: GET /healthz 3 %, a credential 5 % more a second).
    private func nextOfEpoll() -> Event {
        if let event = System.event(in: epoll.number, waiting: false) { return event }
        sched_yield()
        while true {
            if let event = System.event(in: epoll.number, waiting: true) { return event }
        }
    }

    /// Ends the wait of every worker, now and from now on.
    func stop() {
        stopping.ring()
    }
}
