import Glibc
import Synchronization
import TestThreads
import Testing

@testable import MariaDB

@Suite struct HostChoiceTests {
    let start = ContinuousClock.now
    let hosts = [Host.unix("/a"), .unix("/b"), .unix("/c")]
    let health = HostHealth()

    @Test("all hosts are candidates, by preference, those last that do not work")
    func candidates() {
        let choice = HostChoice(of: hosts, health)
        #expect(choice.candidates == [0, 1, 2])
        choice.failed(0, at: start)
        #expect(choice.candidates == [1, 2, 0])
        choice.failed(2, at: start)
        #expect(choice.candidates == [1, 0, 2])
        #expect(HostChoice(of: [], health).candidates.isEmpty)
    }

    @Test("no host is missing among the candidates while others find that one works and does not")
    func changing() throws {
        let isChanging = Atomic(false)
        let isOver = Atomic(false)
        let wereComplete = try atOnce(2) { [health, hosts] number in
            guard number == 0 else {
                while !isOver.load(ordering: .relaxed) {
                    health.failed(hosts[1], at: .now)
                    health.worked(hosts[1])
                    isChanging.store(true, ordering: .relaxed)
                }
                return true
            }
            let choice = HostChoice(of: hosts, health)
            while !isChanging.load(ordering: .relaxed) { sched_yield() }
            defer { isOver.store(true, ordering: .relaxed) }
            return (0..<100_000).allSatisfy { _ in choice.candidates.count == 3 }
        }
        #expect(wereComplete == [true, true])
    }

    @Test("a host that another session has found not to work is left while another one may work")
    func astray() {
        let choice = HostChoice(of: hosts, health)
        #expect(!choice.isAstray)
        health.failed(hosts[0], at: start)
        #expect(choice.isAstray)
        health.failed(hosts[1], at: start)
        health.failed(hosts[2], at: start)
        #expect(!choice.isAstray)
    }

    @Test("the preferred host is returned to when it is due, or works again")
    func better() {
        var choice = HostChoice(of: hosts, health)
        choice.failed(at: start)
        choice.connected(to: 1)
        #expect(choice.better(at: start) == nil)
        #expect(choice.better(at: start + .seconds(1)) == 0)
        #expect(choice.better(at: start + .seconds(1)) == nil)
        health.worked(hosts[0])
        #expect(choice.better(at: start + .seconds(1)) == 0)
        choice.connected(to: 0)
        #expect(choice.better(at: start + .seconds(3600)) == nil)
    }

    @Test("nothing is held against a single host")
    func single() {
        let choice = HostChoice(of: [hosts[0]], health)
        choice.failed(at: start)
        #expect(health.works(hosts[0]) && !choice.isAstray && choice.candidates == [0])
    }
}
