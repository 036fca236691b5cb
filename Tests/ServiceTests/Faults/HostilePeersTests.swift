import Foundation
import Fuzzing
import TestPeer
import Testing

extension FaultTests {
    /// Peers on the workers' sockets that are not nginx. A worker has the fewest threads that are allowed, and fewer
    /// connections than there are slow peers.
    @Suite(
        .serialized,
        .stack(settings: ["CREDENCE_V2_RATE": "0", "CREDENCE_THREADS": "2", "CREDENCE_CONNECTIONS": "256"]))
    struct HostilePeersTests {
        let stack: Stack

        init() throws {
            stack = try #require(Stack.running)
        }

        @Test("hostile streams end no process and hold up no request") func streams() {
            Promise.tell(
                "Hostile FastCGI streams",
                "Malformed, truncated and oversized records end no process; other requests go on within 1 s."
            ) { promise in
                try besideLoad(&promise) {
                    let count = Scale.choose(short: 4_000, long: 50_000)
                    var random = SplitMix64(state: 6)
                    for number in 0..<count {
                        let bytes = HostileStream.next(using: &random)
                        let peer = try Connection(path: stack.socket(of: 1 + number % 2))
                        let cut = Int.random(in: 0...bytes.count, using: &random)
                        // Refused in the middle of sending is as good as any other end.
                        try? peer.send(bytes[..<cut])
                        if number.isMultiple(of: 16) { usleep(1000) }
                        try? peer.send(bytes[cut...])
                    }
                    $0.note("streams", count)
                }
            }
        }

        @Test("silent and dripping peers hold up no request") func slow() {
            Promise.tell(
                "Slow FastCGI peers",
                "Beside 250 silent peers and 100 that drip, at each worker, other requests go on within 1 s."
            ) { promise in
                try besideLoad(&promise) {
                    var peers = try (1...2).flatMap { worker in
                        let path = try stack.socket(of: worker)
                        return SlowPeer.silent(250, on: path) + SlowPeer.dripping(100, on: path)
                    }
                    var fewest = peers.count
                    let end = ContinuousClock.now + Scale.choose(short: .seconds(8), long: .seconds(60))
                    while .now < end {
                        for index in peers.indices { peers[index].turn() }
                        fewest = min(fewest, peers.count(where: \.isConnected))
                        usleep(100_000)
                    }
                    $0.note("slow-peers", peers.count)
                    // A worker takes fewer than there are, and ends some for others.
                    $0.expect("fewest-connected-at-once", fewest, atLeast: peers.count / 2)
                    let connections = peers.reduce(0) { $0 + $1.connections }
                    $0.expect("connections", connections, atLeast: peers.count)
                    let failed = peers.reduce(0) { $0 + $1.failures }
                    $0.expect("connections-not-made", failed, atMost: connections / 20)
                    $0.note("connections-ended", peers.reduce(0) { $0 + $1.ends })
                }
            }
        }

        private func besideLoad(_ promise: inout Promise, _ attack: (inout Promise) throws -> Void) throws {
            let workers = try stack.workers
            let operations = Operation.allCases.filter { $0 != .verifyPassword }
            var begin = ContinuousClock.now
            let tally = try Load.run(on: stack, clients: 4, operations: operations) { _ in
                begin = .now
                try attack(&promise)
            }
            try promise.expectSameWorkers(workers, on: stack)
            promise.expectRightAnswers(tally)
            promise.expectNoFailures(in: tally)
            let slowest = tally.samples.filter { $0.start >= begin }.map(\.latency).max() ?? .zero
            promise.expect("slowest", slowest, atMost: .seconds(1))
            try promise.expectKept(tally, on: stack)
        }
    }
}
