import MariaDB
import Testing

@Suite struct DateTimeTests {
    @Test("times are ordered, before the epoch too")
    func order() {
        let times = [-5, -1, 0, 1].map { DateTime(microsecondsSinceEpoch: $0) }
        #expect(times.shuffled().sorted() == times)
    }
}
