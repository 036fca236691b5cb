import Crypto
import Foundation
import Testing

@testable import Secrets

/// NIST's test cases for AES-256 from "The Galois/Counter Mode of Operation (GCM)", appendix B.
@Suite struct CipherTests {
    struct Vector: Sendable, CustomTestStringConvertible {
        let number: Int
        var key = "feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308"
        var nonce = "cafebabefacedbaddecaf888"
        let plaintext: String
        var data = ""
        let ciphertext: String
        let tag: String
        var testDescription: String { "test case \(number)" }
    }

    static let zeroKey = String(repeating: "0", count: 64)
    static let zeroNonce = String(repeating: "0", count: 24)
    static let vectors = [
        Vector(
            number: 13, key: zeroKey, nonce: zeroNonce, plaintext: "", ciphertext: "",
            tag: "530f8afbc74536b9a963b4f1c4cb738b"),
        Vector(
            number: 14, key: zeroKey, nonce: zeroNonce, plaintext: "00000000000000000000000000000000",
            ciphertext: "cea7403d4d606b6e074ec5d3baf39d18", tag: "d0d1c8a799996bf0265b98b5d48ab919"),
        Vector(
            number: 15,
            plaintext: """
                d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72
                1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b391aafd255
                """,
            ciphertext: """
                522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa
                8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662898015ad
                """, tag: "b094dac5d93471bdec1a502270e3cc6c"),
        Vector(
            number: 16,
            plaintext: """
                d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72
                1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39
                """, data: "feedfacedeadbeeffeedfacedeadbeefabaddad2",
            ciphertext: """
                522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa
                8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662
                """, tag: "76fc6ece0f4e1768cddf8853bb2d551b"),
    ]

    @Test("NIST's ciphertexts come out, and open again", arguments: vectors)
    func nist(_ vector: Vector) throws {
        let key = SymmetricKey(data: [UInt8](hex: vector.key))
        let plaintext = [UInt8](hex: vector.plaintext)
        let data = [UInt8](hex: vector.data)
        let nonce = try AES.GCM.Nonce(data: [UInt8](hex: vector.nonce))
        let sealed = try Cipher.seal(plaintext, under: key, nonce: nonce, authenticating: data)
        #expect(sealed == [UInt8](hex: vector.nonce + vector.ciphertext + vector.tag))
        #expect(Array(try Cipher.open(sealed[...], under: key, authenticating: data)) == plaintext)
    }

    @Test("each sealing takes a nonce of its own")
    func nonces() throws {
        let key = SymmetricKey(size: .bits256)
        let sealed = try (0..<1000).map { _ in try Cipher.seal([UInt8](), under: key, authenticating: []) }
        #expect(Set(sealed.map { $0.prefix(Cipher.nonceLength) }).count == 1000)
    }

    @Test("other associated data and another key do not open")
    func authentication() throws {
        let key = SymmetricKey(size: .bits256)
        let sealed = try Cipher.seal([1, 2, 3] as [UInt8], under: key, authenticating: [4])
        #expect(throws: SealError.notAuthentic) { try Cipher.open(sealed[...], under: key, authenticating: [5]) }
        #expect(throws: SealError.notAuthentic) {
            try Cipher.open(sealed[...], under: SymmetricKey(size: .bits256), authenticating: [4])
        }
    }

    /// Whether this processor has instructions for AES.
    private static let hasInstructions = PreparedCipher(SymmetricKey(size: .bits256)) != nil

    @Test(
        "NIST's ciphertexts come out of libsodium too, and open again", .enabled(if: hasInstructions),
        arguments: vectors)
    func prepared(_ vector: Vector) throws {
        let cipher = try #require(PreparedCipher(SymmetricKey(data: [UInt8](hex: vector.key))))
        let (plaintext, data) = ([UInt8](hex: vector.plaintext), [UInt8](hex: vector.data))
        let sealed = try cipher.seal(plaintext, nonce: [UInt8](hex: vector.nonce), authenticating: data)
        #expect(sealed == [UInt8](hex: vector.nonce + vector.ciphertext + vector.tag))
        #expect(try cipher.open(sealed[...], authenticating: data) == plaintext)
    }

    @Test(
        "each library opens what the other sealed, of any length", .enabled(if: hasInstructions),
        arguments: [0, 1, 15, 16, 17, 4096])
    func bothWays(length: Int) throws {
        let key = SymmetricKey(size: .bits256)
        let (cipher, plaintext) = (try #require(PreparedCipher(key)), RandomToken.bytes(length))
        let (one, other) = (
            try cipher.seal(plaintext, authenticating: [4]), try Cipher.seal(plaintext, under: key, authenticating: [4])
        )
        #expect(one.count == other.count && one != other)
        #expect(Array(try Cipher.open(one[...], under: key, authenticating: [4])) == plaintext)
        // As it comes: behind something else.
        #expect(try cipher.open(([9, 9] + other)[2...], authenticating: [4]) == plaintext)
    }

    @Test(
        "libsodium opens nothing changed either, and takes a nonce of its own each time", .enabled(if: hasInstructions))
    func preparedAuthentication() throws {
        let cipher = try #require(PreparedCipher(SymmetricKey(size: .bits256)))
        let sealed = try cipher.seal([1, 2, 3], authenticating: [4])
        #expect(throws: SealError.notAuthentic) { try cipher.open(sealed[...], authenticating: [5]) }
        for index in sealed.indices {
            var changed = sealed
            changed[index] ^= 1
            #expect(throws: SealError.notAuthentic) { try cipher.open(changed[...], authenticating: [4]) }
        }
        #expect(throws: SealError.malformed) { try cipher.open(sealed.prefix(27), authenticating: [4]) }
        let others = try (0..<1000).map { _ in try cipher.seal([], authenticating: []).prefix(Cipher.nonceLength) }
        #expect(Set(others).count == 1000)
        #expect(PreparedCipher(SymmetricKey(size: .bits128)) == nil)
    }
}
