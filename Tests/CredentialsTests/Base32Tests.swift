import Credentials
import Testing

@Suite("Base32")
struct Base32Tests {
    /// RFC 4648, section 10.
    private static let vectors = [
        ("", ""), ("f", "MY======"), ("fo", "MZXQ===="), ("foo", "MZXW6==="), ("foob", "MZXW6YQ="),
        ("fooba", "MZXW6YTB"), ("foobar", "MZXW6YTBOI======"),
    ]

    @Test("the RFC's vectors", arguments: vectors)
    func published(text: String, encoded: String) {
        let bytes = Array(text.utf8)
        let unpadded = encoded.filter { $0 != "=" }
        #expect(Base32.encode(bytes) == unpadded)
        #expect(Base32.decode(encoded) == bytes)
        #expect(Base32.decode(unpadded) == bytes)
        #expect(Base32.decode(unpadded.lowercased()) == bytes)
    }

    @Test("any bytes come back", arguments: 0...40)
    func roundTrip(count: Int) {
        let bytes = (0..<count).map { UInt8(truncatingIfNeeded: 255 - $0 * 37) }
        #expect(Base32.decode(Base32.encode(bytes)) == bytes)
    }

    @Test("20 bytes become 32 characters")
    func secretLength() {
        #expect(Base32.encode(Array(repeating: UInt8(0xFF), count: 20)) == String(repeating: "7", count: 32))
    }

    @Test("spaces do not matter")
    func spaces() {
        #expect(Base32.decode(" mzxw 6ytb OI == ==== ") == Array("foobar".utf8))
    }

    @Test(
        "what no bytes encode to is refused",
        arguments: ["M", "MZX", "MZXW6Y", "MZ", "MZXW1===", "MZXW8", "M=Y", "=MY", "MY=======", "MÝ", "MY\u{0}", "MY-"]
    )
    func refused(text: String) {
        #expect(Base32.decode(text) == nil)
    }
}
