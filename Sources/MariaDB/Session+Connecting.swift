extension Session {
    /// Sees to it that there is a connection, to the preferred host when it is time to try that again.
    mutating func ensureConnected() throws(MariaDBError) {
        if connection?.isOpen == false { disconnect() }
        if connection == nil {
            try connect()
        } else if hosts.shouldReturnHome(at: .now) {
            returnHome()
        }
    }

    /// Connects to the first host that answers, beginning with the current one.
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

    /// Gives up a host that answers but cannot serve; the next connection begins with another.
    mutating func leaveHost() {
        disconnect()
        hosts.failed(hosts.current, at: .now)
    }

    private mutating func returnHome() {
        do throws(MariaDBError) { try connect(to: 0) } catch { hosts.failed(0, at: .now) }
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
