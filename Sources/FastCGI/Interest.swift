/// What a connection waits for in the poller, or what happened on it (`epoll_ctl(2)`).
struct Interest: OptionSet, Sendable {
    let rawValue: UInt32

    static let readable = Interest(rawValue: 0x001)
    static let writable = Interest(rawValue: 0x004)
    static let broken = Interest(rawValue: 0x008 | 0x010)
    static let peerClosed = Interest(rawValue: 0x2000)
    static let exclusive = Interest(rawValue: 1 << 28)
    static let once = Interest(rawValue: 1 << 30)
    static let edge = Interest(rawValue: 1 << 31)

    /// What a connection waits for between requests: each piece of news is told once, and no wish has to be repeated.
    static let standing: Interest = [.readable, .peerClosed, .edge]
}
