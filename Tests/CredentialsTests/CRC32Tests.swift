import Credentials
import Testing

@Suite("CRC32")
struct CRC32Tests {
    @Test(
        "published checksums",
        arguments: [
            ("123456789", 0xCBF4_3926), ("", 0), ("a", 0xE8B7_BE43),
            ("The quick brown fox jumps over the lazy dog", 0x414F_A339),
        ] as [(String, UInt32)]
    )
    func published(text: String, checksum: UInt32) {
        #expect(CRC32.checksum(text.utf8) == checksum)
    }
}
