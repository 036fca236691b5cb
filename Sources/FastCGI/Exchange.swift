/// A connection's state, behind its lock.
struct Exchange: ~Copyable {
    /// Whose turn it is; small, because it changes twice with each request.
    enum Phase {
        /// Nobody's: the next request has not begun to come.
        case idle(since: ContinuousClock.Instant)
        /// Nobody's: a request has come in part.
        indirect case arriving(Arrival)
        /// A worker's.
        case busy
        /// Nobody's: the request waits for its handler to run again.
        indirect case parked(AcceptedRequest)
        /// Nobody's: the peer has not taken all of its response.
        indirect case sending(Output)
        /// Over.
        case closed
    }

    /// A wait for the peer.
    struct Wait {
        let since: ContinuousClock.Instant
        let heldBytes: Int
        let isToSend: Bool
    }

    /// What is to be done so that the next news of a resting connection is heard.
    enum Rest {
        /// Nothing: it is watched.
        case watched
        /// It must be watched again.
        case unwatched
        /// It must be looked at: there was news while a worker had it.
        case news
    }

    private(set) var phase = Phase.idle(since: .now)
    private var isWatched = true
    private var hasNews = false

    /// The wait for the peer, if it is the peer's turn.
    var wait: Wait? {
        switch phase {
        case .idle(let since): Wait(since: since, heldBytes: 0, isToSend: false)
        case .arriving(let arrival): Wait(since: arrival.since, heldBytes: arrival.size, isToSend: false)
        case .sending(let output): Wait(since: output.since ?? .now, heldBytes: output.rest.count, isToSend: true)
        case .busy, .parked, .closed: nil
        }
    }

    /// Ends a worker's turn with a wait of which the poller has been told: what it said while the worker had the connection
    /// it will not say again.
    mutating func release(_ phase: Phase) -> Rest {
        self.phase = phase
        isWatched = false
        defer { hasNews = false }
        return hasNews ? .news : .watched
    }

    /// Ends a worker's turn with the wait for the next request.
    mutating func rest() -> Rest {
        phase = .idle(since: .now)
        defer {
            isWatched = true
            hasNews = false
        }
        if !isWatched { return .unwatched }
        return hasNews ? .news : .watched
    }

    /// Remembers that there is more to be seen than the worker looks at now.
    mutating func noteNews() {
        hasNews = true
    }

    mutating func claim() -> Connection.Claim? {
        let claim: Connection.Claim? =
            switch phase {
            case .idle: .idle
            case .arriving(let arrival): .arriving(arrival)
            case .parked(let request): .parked(request)
            case .sending(let output): .sending(output)
            case .busy, .closed: nil
            }
        if claim != nil { phase = .busy } else { noteNews() }
        return claim
    }
}
