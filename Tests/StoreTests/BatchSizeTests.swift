import Credentials
import MariaDB
import Testing

@testable import Store

@Suite("Batches: their sizes")
struct BatchSizeTests {
    @Test(
        "lists are filled up with their last value, so that there are few statements",
        arguments: [(0, 0), (1, 1), (2, 4), (3, 4), (4, 4), (5, 16), (15, 16), (16, 16), (17, 64)])
    func lists(_ count: Int, _ places: Int) {
        let list = SQL.isOne(of: Array(0..<count))
        #expect(list.values.count == places)
        let own = (0..<count).map { Value.integer(Int64($0)) }
        #expect(Array(list.values.prefix(count)) == own)
        #expect(list.values.dropFirst(count).allSatisfy { $0 == own.last })
        #expect(list.text.count(where: { $0 == "?" }) == places)
    }
}
