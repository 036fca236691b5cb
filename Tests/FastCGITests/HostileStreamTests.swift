import Fuzzing
import Synchronization
import TestPeer
import Testing

@testable import FastCGI

struct HostileStreamTests {
    @Test("two thousand hostile streams, whole and in parts, disturb no request beside them, and none stays")
    func streams() async {
        await #expect(processExitsWith: .success) {
            try withServer(.testing { $0.requestDeadline = .milliseconds(500) }) { running in
                let kept = try running.connect()
                var random = SplitMix64(state: 20_261_121)
                for number in 0..<2000 {
                    let bytes = HostileStream.next(using: &random)
                    let cut =
                        Bool.random(using: &random) ? bytes.count : Int.random(in: 0...bytes.count, using: &random)
                    let peer = try running.connect()
                    peer.send(Array(bytes[..<cut]))
                    if cut < bytes.count, peer.hasNews(within: 1) { continue }
                    peer.send(Array(bytes[cut...]))
                    if Bool.random(using: &random) { peer.finishSending() }
                    if number.isMultiple(of: 8) {
                        #expect(kept.request().status == 200)
                        try #expect(running.connect().request().status == 200)
                    }
                }
                kept.finishSending()
                #expect(eventually { running.server.connections.count == 0 })
                #expect(running.server.heldBytes.load(ordering: .relaxed) == 0)
            }
        }
    }

    @Test("a stream is read alike however it is cut") func sameReading() {
        var random = SplitMix64(state: 7)
        let limits = Arrival.Limits(parameters: 64 << 10, body: 1 << 20)
        var requests = 0
        for _ in 0..<20_000 {
            let bytes = HostileStream.next(using: &random)
            let cut = Int.random(in: 0...bytes.count, using: &random)
            var (whole, parts) = (Arrival(since: .now, limits: limits), Arrival(since: .now, limits: limits))
            whole.take(bytes[...])
            for part in [bytes[..<cut], bytes[cut...]] { parts.take(part) }
            #expect(whole.stage == parts.stage && whole.pairs == parts.pairs && whole.size == parts.size)
            if whole.stage == .complete { requests += 1 }
        }
        #expect(requests > 100)
    }

    @Test("what is taken as a request at once is the one that is put together of the same bytes") func atOnce() {
        var random = SplitMix64(state: 11)
        let limits = Arrival.Limits(parameters: 64 << 10, body: 1 << 20)
        var requests = 0
        for _ in 0..<20_000 {
            let bytes = HostileStream.next(using: &random)
            guard let whole = WholeRequest(bytes.span, within: limits) else { continue }
            var arrival = Arrival(since: .now, limits: limits)
            arrival.take(bytes[...])
            if let request = AcceptedRequest(whole, in: bytes) {
                #expect(request.isSame(as: arrival.request) && arrival.stage == .complete)
                #expect(Array(bytes[whole.parameters]) == arrival.pairs)
                requests += 1
            } else {
                #expect(arrival.stage == .refused)
            }
        }
        #expect(requests > 100)
    }
}

extension AcceptedRequest {
    /// Whether it is the same but for its parameters.
    func isSame(as other: AcceptedRequest) -> Bool {
        id == other.id && keepsConnection == other.keepsConnection && request.body == other.request.body
    }
}
