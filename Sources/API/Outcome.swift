/// What becomes of a request.
public enum Outcome: Sendable {
    /// It is answered.
    case respond(Response)
    /// It waits for something to happen, and is to be asked again at the latest at that instant.
    case wait(until: ContinuousClock.Instant)
    /// It is answered later: who gives the deferral a way to send sees to it.
    case later(Deferral)
}
