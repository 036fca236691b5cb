/// What the clock does to the server when a time has come.
enum Alarm: Sendable {
    /// Does this.
    case run(@Sendable () -> Void)
    /// Gives a connection to a worker: what it waited for has not happened in time.
    case turn(Connection)
    /// Accepts again after the system ran out of descriptors or memory.
    case reopen
}
