import Testing

@testable import MariaDB

@Suite struct HostHealthTests {
    let start = ContinuousClock.now
    let health = HostHealth()
    let host = Host.unix("/a")

    @Test("a host that failed is tried again after a second, then after twice as long each time up to a minute, by one")
    func tries() {
        #expect(health.works(host) && !health.claimAttempt(to: host, at: start))
        health.failed(host, at: start)
        var now = start
        for seconds in [1, 2, 4, 8, 16, 32, 60, 60] {
            #expect(!health.works(host))
            #expect(!health.claimAttempt(to: host, at: now + .milliseconds(seconds * 1000 - 1)))
            now += .seconds(seconds)
            #expect(health.claimAttempt(to: host, at: now))
            #expect(!health.claimAttempt(to: host, at: now))
            health.failed(host, at: now)
        }
        health.worked(host)
        #expect(health.works(host) && !health.claimAttempt(to: host, at: now + .seconds(3600)))
    }

    @Test("the next failure waits longer, unless the last one was long ago", arguments: [(299, 2), (300, 1)])
    func memory(secondsBetween: Int, secondsToTry: Int) {
        health.failed(host, at: start)
        health.worked(host)
        let next = start + .seconds(secondsBetween)
        health.failed(host, at: next)
        #expect(!health.claimAttempt(to: host, at: next + .milliseconds(secondsToTry * 1000 - 1)))
        #expect(health.claimAttempt(to: host, at: next + .seconds(secondsToTry)))
    }

    @Test("a failure is that of one host, and many who see it count once")
    func many() {
        for _ in 0..<9 { health.failed(host, at: start) }
        #expect(health.works(.unix("/b")))
        #expect(health.claimAttempt(to: host, at: start + .seconds(1)))
    }
}
