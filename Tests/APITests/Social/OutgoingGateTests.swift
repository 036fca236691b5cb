import Outgoing
import Testing

@testable import API

@Suite("Outgoing gate")
struct OutgoingGateTests {
    private struct Broken: Error {}

    @Test("beyond its limit it refuses at once, and whoever leaves makes room")
    func limit() throws {
        let gate = OutgoingGate(OutgoingClient(policy: AddressPolicy()), limit: 2)
        try gate.pass { _ in
            try gate.pass { _ in
                let failure = #expect(throws: Failure.self) { try gate.pass { _ in } }
                #expect(failure?.code == .unavailable)
                #expect(failure?.retryAfter == 1)
            }
            try gate.pass { _ in }
        }
    }

    @Test("whoever leaves with an error makes room too, and at least one fits in")
    func errors() throws {
        let gate = OutgoingGate(OutgoingClient(policy: AddressPolicy()), limit: 0)
        for _ in 0..<3 { #expect(throws: Broken.self) { try gate.pass { _ in throw Broken() } } }
        #expect(try gate.pass { _ in 5 } == 5)
    }
}
