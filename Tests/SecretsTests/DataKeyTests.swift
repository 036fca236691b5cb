import Crypto
import Testing

@testable import Secrets

@Suite struct DataKeyTests {
    private let key = DataKey(id: 77)
    private let place = SealPlace(scope: 5, object: 6, field: "otp_secret")

    @Test("what was sealed opens in its place", arguments: [0, 1, 32, 1 << 20])
    func roundTrip(_ length: Int) throws {
        let plaintext = RandomToken.bytes(length)
        let sealed = try key.seal(plaintext, place)
        #expect(sealed.bytes.count == 17 + 12 + length + 16)
        #expect(sealed.keyID == 77)
        #expect(try key.open(sealed, place) == plaintext)
        #expect(try key.open(SealedValue(bytes: sealed.bytes), place) == plaintext)
    }

    @Test("what is sealed with the processor's instructions opens without, and the other way round")
    func withoutInstructions() throws {
        let plain = DataKey(id: 77, material: key.material, isPrepared: false)
        let plaintext = RandomToken.bytes(49)
        #expect(try plain.open(try key.seal(plaintext, place), place) == plaintext)
        #expect(try key.open(try plain.seal(plaintext, place), place) == plaintext)
        let sealed = try plain.seal(plaintext, place)
        for key in [DataKey(id: 77), DataKey(id: 77, material: SymmetricKey(size: .bits256), isPrepared: false)] {
            #expect(throws: SealError.notAuthentic) { try key.open(sealed, place) }
        }
    }

    @Test("what an independent implementation sealed opens: the stored format has not changed")
    func format() throws {
        let key = DataKey(id: 0x0102_0304_0506_0708_090a_0b0c_0d0e_0f10, material: SymmetricKey(data: Array(0...31)))
        let sealed = SealedValue(
            bytes: [UInt8](
                hex: """
                    010102030405060708090a0b0c0d0e0f10cafebabefacedbaddecaf888
                    f1810320570fff1f53b3391f62b99d3a702333a91a47a045
                    """))
        #expect(try key.open(sealed, place) == Array("JBSWY3DP".utf8))
    }

    @Test(
        "a value copied to another scope, object or field does not open",
        arguments: [
            SealPlace(scope: 4, object: 6, field: "otp_secret"), SealPlace(scope: 5, object: 7, field: "otp_secret"),
            SealPlace(scope: 5, object: 6, field: "otp_secre"), SealPlace(scope: 6, object: 5, field: "otp_secret"),
            SealPlace(scope: 5, object: 6, field: ""),
        ])
    func otherPlaces(_ other: SealPlace) throws {
        let sealed = try key.seal(Array("JBSWY3DP".utf8), place)
        #expect(throws: SealError.notAuthentic) { try key.open(sealed, other) }
    }

    @Test("another key does not open it, not even one that has its id")
    func otherKeys() throws {
        let sealed = try key.seal([1, 2, 3], place)
        #expect(throws: SealError.unknownKey) { try DataKey(id: 78).open(sealed, place) }
        #expect(throws: SealError.notAuthentic) { try DataKey(id: 77).open(sealed, place) }
    }

    @Test("no change of a single bit goes unseen", arguments: [0, 5])
    func flippedBits(_ length: Int) throws {
        let sealed = try key.seal(RandomToken.bytes(length), place)
        for changed in sealed.bytes.withOneBitFlipped {
            #expect(throws: SealError.self) { try key.open(SealedValue(bytes: changed), place) }
        }
    }

    @Test("no part of a sealed value opens, nor one that was added to")
    func otherLengths() throws {
        let sealed = try key.seal([1, 2, 3, 4, 5], place)
        for changed in sealed.bytes.truncated + [sealed.bytes + [0], [0] + sealed.bytes] {
            #expect(throws: SealError.self) { try key.open(SealedValue(bytes: changed), place) }
        }
    }

    @Test("the same text sealed twice gives different bytes")
    func randomized() throws {
        #expect(try key.seal([1], place) != key.seal([1], place))
    }

    @Test("values are not sealed under the key's own bits, nor under those of lookups")
    func separation() {
        let material = SymmetricKey(size: .bits256)
        let sealing = DataKey.derive(from: material, purpose: "credence sealing key")
        #expect(sealing != material)
        #expect(sealing != DataKey.derive(from: material, purpose: "credence lookup key"))
        #expect(sealing == DataKey.derive(from: material, purpose: "credence sealing key"))
    }
}
