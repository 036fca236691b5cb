import Testing

@testable import Store

@Suite("RecentlyRead")
struct RecentlyReadTests {
    @Test("a value is there until it is too old, counted from when it was asked for")
    func age() {
        var recent = RecentlyRead<Int, String>(for: .seconds(3600), atMost: 4)
        recent.keep("young", for: 1, readAt: .now)
        recent.keep("old", for: 2, readAt: .now - .seconds(3601))
        #expect(recent[1] == "young" && recent[2] == nil && recent[3] == nil)
    }

    @Test("there are never more than were allowed, and the newest is one of them")
    func capacity() {
        var recent = RecentlyRead<Int, Int>(for: .seconds(3600), atMost: 4)
        for number in 0..<100 {
            recent.keep(number, for: number, readAt: .now)
            #expect(recent[number] == number)
            #expect((0..<100).count { recent[$0] != nil } <= 4)
        }
    }

    @Test("what is too old makes room first")
    func sweep() {
        var recent = RecentlyRead<Int, Int>(for: .seconds(3600), atMost: 4)
        for number in 0..<2 { recent.keep(number, for: number, readAt: .now) }
        for number in 2..<4 { recent.keep(number, for: number, readAt: .now - .seconds(3601)) }
        recent.keep(4, for: 4, readAt: .now)
        #expect([0, 1, 4].allSatisfy { recent[$0] == $0 })
    }

    @Test("what is too old does not stay until there is no room")
    func lifetime() {
        final class Value: Sendable {}
        var recent = RecentlyRead<Int, Value>(for: .zero, atMost: 100)
        var value: Value? = Value()
        weak let old = value
        if let value { recent.keep(value, for: 1, readAt: .now) }
        value = nil
        #expect(old != nil)
        recent.keep(Value(), for: 2, readAt: .now)
        #expect(old == nil)
    }

    @Test("one value may be forgotten, and the others stay")
    func removal() {
        let recent = SharedRecents<Int, Int>(for: .seconds(3600), atMost: 4)
        for number in 0..<3 { recent.keep(number, for: number, readAt: .now) }
        recent.remove(1)
        #expect(recent[0] == 0 && recent[1] == nil && recent[2] == 2)
    }
}
