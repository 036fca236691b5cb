/// A connection's state, behind its lock.
struct Exchange: ~Copyable {
    /// Whose turn it is.
    enum Phase {
        /// Nobody's: the next request has not begun to come.
        case idle(since: ContinuousClock.Instant)
        /// Nobody's: a request has come in part.
        case arriving(Arrival)
        /// A worker's.
        case busy
        /// Nobody's: the request waits for its handler to run again.
        case parked(Request)
        /// Nobody's: the peer has not taken all of its response.
        case sending(Output)
        /// Over.
        case closed
    }

    /// A wait for the peer.
    struct Wait {
        let since: ContinuousClock.Instant
        let heldBytes: Int
        let isToSend: Bool
    }

    var phase = Phase.idle(since: .now)
    var library = LibraryRequest()

    /// The wait for the peer, if it is the peer's turn.
    var wait: Wait? {
        switch phase {
        case .idle(let since): Wait(since: since, heldBytes: 0, isToSend: false)
        case .arriving(let arrival): Wait(since: arrival.since, heldBytes: arrival.size, isToSend: false)
        case .sending(let output): Wait(since: output.since, heldBytes: output.rest.count, isToSend: true)
        case .busy, .parked, .closed: nil
        }
    }

    var isClosed: Bool {
        if case .closed = phase { true } else { false }
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
        if claim != nil { phase = .busy }
        return claim
    }
}
