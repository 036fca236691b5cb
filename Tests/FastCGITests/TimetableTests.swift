import Testing

@testable import FastCGI

struct TimetableTests {
    private let start = ContinuousClock.now

    @Test("what is due is taken once, and the rest stays")
    func due() {
        var table = Timetable<String>()
        _ = table.set("early", for: 1, at: start + .seconds(1))
        _ = table.set("late", for: 2, at: start + .seconds(3))
        let taken = [0, 1, 2, 9].map { table.takeDue(at: start + .seconds($0)) }
        #expect(taken == [[], ["early"], [], ["late"]])
    }

    @Test("a key has one action: a second replaces it, cancelling removes it")
    func oneForEachKey() {
        var table = Timetable<String>()
        _ = table.set("first", for: 1, at: start)
        _ = table.set("second", for: 1, at: start + .seconds(1))
        let taken = [0, 1].map { table.takeDue(at: start + .seconds($0)) }
        #expect(taken == [[], ["second"]])
        _ = table.set("third", for: 1, at: start)
        table.cancel(1)
        let rest = table.takeDue(at: start + .seconds(9))
        #expect(rest.isEmpty)
    }

    @Test("the clock sleeps until the next action, at most so long, and never less than not at all")
    func sleep() {
        var table = Timetable<String>()
        let empty = table.sleep(from: start, longest: .seconds(1))
        _ = table.set("a", for: 1, at: start + .milliseconds(300))
        let sleeps = [0, 5].map { table.sleep(from: start + .seconds($0), longest: .seconds(1)) }
        #expect([empty] + sleeps == [.seconds(1), .milliseconds(300), .zero])
    }

    @Test("only what is due before the clock wakes anyway has to wake it")
    func waking() {
        var table = Timetable<String>()
        _ = table.sleep(from: start, longest: .seconds(1))
        let wakes = [2000, 500, 600].enumerated().map { index, milliseconds in
            table.set("\(index)", for: UInt64(index), at: start + .milliseconds(milliseconds))
        }
        #expect(wakes == [false, true, false])
    }
}
