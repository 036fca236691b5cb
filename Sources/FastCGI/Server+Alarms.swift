extension Server where Handler: ~Copyable {
    func ring(_ alarm: Alarm) {
        switch alarm {
        case .look(let connection): poller.arm(connection, for: .readable)
        case .unpark(let connection): poller.arm(connection, for: .writable)
        case .stopReading(let connection): connection.stopReading()
        case .cut(let connection): connection.cut()
        case .reopen: entrance.open(poller)
        }
    }
}
