import Credentials
import Testing

@Suite("APIKeyText")
struct APIKeyTextTests {
    /// Checksums computed with Python's `zlib.crc32`.
    private static let known = [
        "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefg37cCQ0",
        "acme-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefg0DjzDV",
    ]

    @Test("keys whose checksum another program computed are well-formed", arguments: known)
    func knownKeys(key: String) {
        #expect(APIKeyText.isWellFormed(key))
    }

    @Test("generated keys are prefix, 43 characters and a checksum", arguments: [nil, "", "acme-", "live_k1_"])
    func generated(prefix: String?) {
        let key = APIKeyText.generate(prefix: prefix)
        #expect(key.hasPrefix(prefix ?? ""))
        #expect(key.utf8.count == (prefix ?? "").utf8.count + 49)
        #expect(APIKeyText.isWellFormed(key))
        #expect(APIKeyText.accepts(given: key))
        #expect(APIKeyText.generate(prefix: prefix) != key)
    }

    @Test("a small checksum is padded to six characters")
    func padding() throws {
        let keys = (0..<20_000).lazy.map { _ in APIKeyText.generate(prefix: nil) }
        let padded = try #require(keys.first { $0.dropFirst(43).hasPrefix("00") })
        #expect(padded.utf8.count == 49)
        #expect(APIKeyText.isWellFormed(padded))
    }

    @Test("a key with any one character changed, missing or added is not well-formed")
    func damaged() {
        let key = Array(APIKeyText.generate(prefix: "acme-"))
        for index in key.indices {
            var changed = key
            changed[index] = key[index] == "x" ? "y" : "x"
            #expect(!APIKeyText.isWellFormed(String(changed)), "changed at \(index)")
            changed.remove(at: index)
            #expect(!APIKeyText.isWellFormed(String(changed)), "removed at \(index)")
        }
        #expect(!APIKeyText.isWellFormed(String(key) + "0"))
    }

    @Test("short texts, long prefixes and foreign characters are not well-formed, whatever their checksum")
    func foreign() {
        let longest = String(repeating: "p", count: 32)
        #expect(APIKeyText.isWellFormed(APIKeyText.generate(prefix: longest)))
        #expect(!APIKeyText.isWellFormed(APIKeyText.generate(prefix: longest + "p")))
        #expect(!APIKeyText.isWellFormed(APIKeyText.generate(prefix: "a b")))
        #expect(!APIKeyText.isWellFormed(APIKeyText.generate(prefix: "é")))
        #expect(!APIKeyText.isWellFormed(""))
        #expect(!APIKeyText.isWellFormed("000000"))
        let body = String(repeating: "-", count: 43)
        #expect(!APIKeyText.isWellFormed(body + Base62.encode(UInt128(CRC32.checksum(body.utf8)), width: 6)))
    }

    @Test(
        "given keys of 8 to 255 printable characters are taken",
        arguments: ["12345678", "!~!~!~!~", String(repeating: "k", count: 255)]
    )
    func accepted(key: String) {
        #expect(APIKeyText.accepts(given: key))
    }

    @Test(
        "other given keys are not",
        arguments: [
            "", "1234567", String(repeating: "k", count: 256), "1234 5678", "12345678\n", "1234567é", "12345678\u{7F}",
            "1234567\u{0}8",
        ]
    )
    func notAccepted(key: String) {
        #expect(!APIKeyText.accepts(given: key))
    }
}
