extension Server where Handler: ~Copyable {
    func ring(_ alarm: Alarm) {
        switch alarm {
        case .run(let work): work()
        case .turn(let connection): poller.turn(connection)
        case .reopen: entrance.open(poller)
        }
    }
}
