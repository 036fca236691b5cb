import Testing

@testable import FastCGI

struct ExchangeTests {
    private func arrival() -> Arrival {
        Arrival(since: .now, limits: Arrival.Limits(parameters: 1, body: 1))
    }

    @Test("what is told of a connection while a worker has it is told once more at the end of its turn") func news() {
        var exchange = Exchange()
        _ = exchange.claim()
        #expect(exchange.claim() == nil)
        #expect(exchange.rest() == .news)
        for _ in 1...2 {
            _ = exchange.claim()
            #expect(exchange.claim() == nil)
            #expect(exchange.release(.arriving(arrival())) == .news)
            _ = exchange.claim()
            #expect(exchange.release(.arriving(arrival())) == .watched)
        }
    }

    @Test("after a wait of another kind the wait for the next request has to be told of again") func watching() {
        var exchange = Exchange()
        _ = exchange.claim()
        #expect(exchange.rest() == .watched)
        _ = exchange.claim()
        #expect(exchange.release(.arriving(arrival())) == .watched)
        _ = exchange.claim()
        #expect(exchange.rest() == .unwatched)
        _ = exchange.claim()
        #expect(exchange.rest() == .watched)
    }
}
