import Testing

@testable import Secrets

@Suite struct SealedValueTests {
    private let shortest = [1] + UInt128(0xABCD).bigEndianBytes + [UInt8](repeating: 0, count: 28)

    @Test("the key's id is read from the header")
    func keyID() {
        #expect(SealedValue(bytes: shortest).keyID == 0xABCD)
        #expect(SealedValue(bytes: shortest + [9, 9]).keyID == 0xABCD)
    }

    @Test("bytes that are too short, or of another version, have none")
    func malformed() {
        #expect(SealedValue(bytes: []).keyID == nil)
        #expect(SealedValue(bytes: Array(shortest.dropLast())).keyID == nil)
        #expect(SealedValue(bytes: [0] + shortest.dropFirst()).keyID == nil)
        #expect(SealedValue(bytes: [2] + shortest.dropFirst()).keyID == nil)
    }
}
