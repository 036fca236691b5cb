/// How the server listens, and its limits.
public struct Configuration: Sendable {
    /// Where the server listens.
    public var listen: ListenAddress

    /// Worker threads; at least 2, so that one handler that takes long does not hold up all others.
    public var threads: Int

    /// Open connections, busy or idle.
    ///
    /// Beyond them nothing is accepted. While others wait for that, a connection ends with its answer, and of those that have
    /// waited for their peer for `minimumWait` the one that has waited the longest is ended.
    public var maximumConnections = 4096

    /// How long a connection may wait for its peer whoever else wants to come in.
    var minimumWait: Duration = .milliseconds(250)

    /// Bytes of all requests that have come in part, and of all responses that have gone in part.
    ///
    /// Beyond them, of the connections that hold some, the one that has waited the longest for its peer is ended.
    var maximumHeldBytes = 128 << 20

    /// How long a request may take to arrive, from its first byte.
    public var requestDeadline: Duration = .seconds(5)

    /// How long the peer may take to accept a response.
    public var ioTimeout: Duration = .seconds(10)

    /// Bytes of request body that are kept; more makes it `Request.Body.tooLarge`.
    public var maximumBody = 1 << 20

    /// Bytes of all parameters of one request; a connection that sends more is closed.
    public var maximumParameterBytes = 64 << 10

    /// How long `Server.stop()` waits for work in flight.
    public var drainLimit: Duration = .seconds(30)

    /// Creates a configuration with default limits and 4 threads for each core, at least 16: for what waits by
    /// itself, for the database or others.
    public init(listen: ListenAddress, threads: Int? = nil) {
        self.listen = listen
        self.threads = max(2, threads ?? max(16, 4 * System.cores))
    }
}
