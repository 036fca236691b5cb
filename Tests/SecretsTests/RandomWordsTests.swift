import Testing

@testable import Secrets

@Suite struct RandomWordsTests {
    @Test(
        "there are as many words as are asked for, however many were announced", arguments: [0, 1, 2, 31, 32, 33, 100])
    func count(_ announced: Int) {
        var words = RandomWords(announced)
        let drawn = (0..<announced + 70).map { _ in words.next() }
        #expect(Set(drawn).count == announced + 70)
        #expect(!drawn.contains(0))
    }
}
