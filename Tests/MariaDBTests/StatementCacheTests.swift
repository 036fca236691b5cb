import Testing

@testable import MariaDB

@Suite struct StatementCacheTests {
    @Test("when full, the one unused for longest makes room")
    func eviction() {
        var cache = StatementCache<Int>(capacity: 2)
        cache.insert(1, for: "a")
        cache.insert(2, for: "b")
        #expect(cache.value(for: "a") == 1)
        cache.insert(3, for: "c")
        #expect(cache.value(for: "a") == 1)
        #expect(cache.value(for: "b") == nil)
        #expect(cache.value(for: "c") == 3)
    }

    @Test("what is removed is gone")
    func removal() {
        var cache = StatementCache<Int>(capacity: 3)
        for key in ["a", "b", "c"] { cache.insert(1, for: key) }
        cache.remove("a")
        #expect(cache.value(for: "a") == nil && cache.value(for: "b") == 1)
        cache.removeAll()
        #expect(cache.value(for: "b") == nil && cache.value(for: "c") == nil)
    }
}
