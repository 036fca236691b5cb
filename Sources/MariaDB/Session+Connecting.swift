extension Session {
    /// Sees to it that there is a connection, to a host that works, and to a more preferred one when that works again.
    ///
    /// - Throws: as ``init(_:)``.
    public mutating func ensureConnected() throws(MariaDBError) {
        if hosts.isAstray || isIdle && connection?.isOpen == false { disconnect() }
        if connection == nil {
            try willWait()
            try connect()
        } else if let better = hosts.better(at: .now) {
            try willWait()
            do throws(MariaDBError) { try connect(to: better) } catch { hosts.failed(better, at: .now) }
        }
    }

    /// Whether the server had time to end the connection unnoticed. One that answered a moment ago is not looked at again:
    /// that would be a system call for each statement, and what ends in this moment may as well end in the next.
    private var isIdle: Bool {
        ContinuousClock.now - lastAnswer > .milliseconds(20)
    }

    /// Connects to the first host that answers, beginning with those that work.
    mutating func connect() throws(MariaDBError) {
        var failure = MariaDBError(.connectFailed)
        for index in hosts.candidates {
            do throws(MariaDBError) { return try connect(to: index) } catch {
                hosts.failed(index, at: .now)
                failure = error
            }
        }
        throw failure
    }

    mutating func disconnect() {
        // In this order the statements are closed without a word to the server.
        connection = nil
        statements.removeAll()
    }

    /// Gives up a host that cannot serve; the next connection begins with another.
    mutating func leaveHost() {
        disconnect()
        hosts.failed(at: .now)
    }

    /// Replaces the connection, once the new one is ready for use.
    private mutating func connect(to index: Int) throws(MariaDBError) {
        let fresh = try Connection(to: configuration.hosts[index], configuration)
        try fresh.runPreamble(configuration.preamble)
        disconnect()
        connection = consume fresh
        hosts.connected(to: index)
    }
}
