import Testing

@testable import FastCGI

@Suite struct PollerTests {
    @Test("turns are not held up by connections that always have news") func turns() throws {
        let poller = try Poller()
        let connections = Connections()
        for number in 1...40 {
            let connection = connections.add(try System.makeEvent())
            if number.isMultiple(of: 2) {
                poller.turn(connection)
            } else {
                System.raise(connection.descriptor)
                try poller.watch(connection)
            }
        }
        var turns = 0
        for _ in 1...42 {
            guard let event = poller.next() ?? (poller.fetch() ? poller.next() : nil),
                let connection = connections[event.key]
            else { break }
            if event.interest.isEmpty { turns += 1 } else { poller.arm(connection, for: .readable) }
        }
        #expect(turns == 20)
    }
}
