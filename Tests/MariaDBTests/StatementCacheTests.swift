import Testing

@testable import MariaDB

@Suite struct StatementCacheTests {
    private static func key(_ text: String) -> [UInt8] {
        Array(text.utf8)
    }

    @Test("when full, the one unused for longest makes room")
    func eviction() {
        var cache = StatementCache<Int>(capacity: 2)
        cache.insert(1, for: Self.key("a"))
        cache.insert(2, for: Self.key("b"))
        #expect(cache.value(for: Self.key("a")) == 1)
        cache.insert(3, for: Self.key("c"))
        #expect(cache.value(for: Self.key("a")) == 1)
        #expect(cache.value(for: Self.key("b")) == nil)
        #expect(cache.value(for: Self.key("c")) == 3)
    }

    @Test("what is removed is gone")
    func removal() {
        var cache = StatementCache<Int>(capacity: 3)
        for key in ["a", "b", "c"] { cache.insert(1, for: Self.key(key)) }
        cache.remove(Self.key("a"))
        #expect(cache.value(for: Self.key("a")) == nil && cache.value(for: Self.key("b")) == 1)
        cache.removeAll()
        #expect(cache.value(for: Self.key("b")) == nil && cache.value(for: Self.key("c")) == nil)
    }
}
