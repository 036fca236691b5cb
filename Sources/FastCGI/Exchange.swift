/// A connection's state, behind its lock.
struct Exchange: ~Copyable {
    /// Whose turn it is.
    enum Phase {
        /// Nobody's: the next request has not begun to come.
        case idle
        /// The clock's: a request has come in part, beginning at the instant.
        case arriving(since: ContinuousClock.Instant)
        /// A worker's.
        case busy
        /// Nobody's: the request waits for its handler to run again.
        case parked(Request)
        /// Over.
        case closed
    }

    var phase = Phase.idle
    var library = LibraryRequest()

    mutating func claim() -> Connection.Claim? {
        let claim: Connection.Claim? =
            switch phase {
            case .idle: .open(since: nil)
            case .arriving(let since): .open(since: since)
            case .parked(let request): .parked(request)
            case .busy, .closed: nil
            }
        if claim != nil { phase = .busy }
        return claim
    }
}
