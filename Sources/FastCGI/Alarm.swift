/// What the clock does to the server when a time has come.
enum Alarm: Sendable {
    /// Looks again at a request that had not come completely.
    case look(Connection)
    /// Runs a parked request's handler again.
    case unpark(Connection)
    /// Ends the wait for a body: reading gives end of file from here on.
    case stopReading(Connection)
    /// Ends the wait for a peer that does not take its response.
    case cut(Connection)
    /// Accepts again after the system ran out of descriptors or memory.
    case reopen
}
