import Testing

@testable import Secrets

@Suite struct RandomTokenTests {
    @Test("there are as many bytes and digits as asked for", arguments: [0, 1, 16, 43, 1000])
    func length(_ count: Int) {
        #expect(RandomToken.bytes(count).count == count)
        #expect(RandomToken.base62(count).utf8.count == count)
    }

    @Test("all 256 bytes and all 62 digits occur, and nothing else")
    func range() {
        #expect(Set(RandomToken.bytes(20_000)).count == 256)
        let digits = Set(RandomToken.base62(20_000))
        #expect(digits == Set("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"))
    }

    @Test("each digit is equally likely, within six standard deviations")
    func unbiased() {
        let count = 62_000
        var tally: [Character: Int] = [:]
        for digit in RandomToken.base62(count) { tally[digit, default: 0] += 1 }
        #expect(tally.values.allSatisfy { abs($0 - count / 62) < 190 })
    }

    @Test("no token comes twice")
    func unique() {
        #expect(Set((0..<1000).map { _ in RandomToken.base62(43) }).count == 1000)
        #expect(Set((0..<1000).map { _ in RandomToken.bytes(16) }).count == 1000)
    }
}
