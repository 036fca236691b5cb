import TestPeer
import Testing

@testable import FastCGI

/// What ends the process of a server over libfcgi 2.4.2, each sent as a peer can; exit tests, so that one says which.
struct TrapTests {
    @Test("a huge name in a management record in the middle of a body that is still coming")
    func managementInBody() async {
        await #expect(processExitsWith: .success) {
            try survive(Records.begin() + Records.parameters([:]) + Records.record(5, [1]), then: HostileStream.bomb)
        }
    }

    @Test("more known names in a management record than the answer of libfcgi has room for")
    func repeatedNames() async {
        await #expect(processExitsWith: .success) {
            let names = (0..<100).flatMap { _ in Records.pairs([("FCGI_MAX_CONNS", [])]) }
            try survive(
                Records.begin() + Records.parameters([:]) + Records.record(5, [1]),
                then: Records.record(9, id: 0, names) + Records.input([]))
        }
    }

    @Test("a record hidden in the padding of the first record, which libfcgi read as the next one")
    func paddedBegin() async {
        await #expect(processExitsWith: .success) {
            let begin: [UInt8] = [1, 1, 0, 1, 0, 8, UInt8(HostileStream.bomb.count), 0, 0, 1, 1, 0, 0, 0, 0, 0]
            try survive(begin + HostileStream.bomb + Records.parameters([:]) + Records.input([]))
        }
    }

    @Test("a record hidden in the padding of the parameters' end, which libfcgi read as the next one")
    func paddedEnd() async {
        await #expect(processExitsWith: .success) {
            let end: [UInt8] = [1, 4, 0, 1, 0, 0, UInt8(HostileStream.bomb.count), 0]
            try survive(Records.begin() + end + HostileStream.bomb + Records.input([]))
        }
    }

    @Test("an empty record of another request, after which libfcgi left out the next one")
    func leftOut() async {
        await #expect(processExitsWith: .success) {
            // Sound as a whole, but not without its first record.
            let parameters =
                Records.record(4, [4, 5, 65, 65, 65, 65]) + Records.record(4, [0xFF, 0xFF, 0xFF, 0xFE, 0])
            try survive(
                Records.begin() + Records.record(4, id: 2) + parameters + Records.record(4) + Records.input([]))
        }
    }
}

/// Sends the bytes, in two parts with a pause, to a server that must go on serving others.
private func survive(_ bytes: [UInt8], then rest: [UInt8] = []) throws {
    try withServer { running in
        let client = try running.connect()
        client.send(bytes)
        _ = client.hasNews(within: 100)
        client.send(rest)
        _ = client.hasNews(within: 300)
        for _ in 0..<4 { try #expect(running.connect().request().status == 200) }
    }
}
