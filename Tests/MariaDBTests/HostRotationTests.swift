import Testing

@testable import MariaDB

@Suite struct HostRotationTests {
    let start = ContinuousClock.now

    @Test("all hosts are candidates, the current one first")
    func candidates() {
        var hosts = HostRotation(count: 3)
        #expect(hosts.candidates == [0, 1, 2])
        hosts.failed(0, at: start)
        #expect(hosts.candidates == [1, 2, 0])
        hosts.connected(to: 2)
        #expect(hosts.candidates == [2, 0, 1])
        #expect(HostRotation(count: 0).candidates.isEmpty)
    }

    @Test("the preferred host is tried again after 30 seconds, then after twice as long each time")
    func returning() {
        var hosts = HostRotation(count: 2)
        #expect(!hosts.shouldReturnHome(at: start + .seconds(3600)))
        var now = start
        for seconds in [30, 60, 120, 240, 480, 960, 960] {
            hosts.failed(0, at: now)
            hosts.connected(to: 1)
            #expect(!hosts.shouldReturnHome(at: now + .seconds(seconds - 1)))
            now += .seconds(seconds)
            #expect(hosts.shouldReturnHome(at: now))
        }
    }

    @Test("once home, the session stays, and the next failure starts anew")
    func home() {
        var hosts = HostRotation(count: 2)
        hosts.failed(0, at: start)
        hosts.failed(0, at: start)
        hosts.connected(to: 0)
        #expect(!hosts.shouldReturnHome(at: start + .seconds(3600)))
        hosts.failed(0, at: start)
        #expect(hosts.shouldReturnHome(at: start + .seconds(30)))
    }

    @Test("a single host is always the one to try")
    func single() {
        var hosts = HostRotation(count: 1)
        hosts.failed(0, at: start)
        #expect(hosts.candidates == [0])
        #expect(!hosts.shouldReturnHome(at: start + .seconds(3600)))
    }
}
