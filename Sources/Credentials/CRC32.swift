/// The CRC-32 of IEEE 802.3, as in gzip and PNG: reflected polynomial 0xEDB88320, check value 0xCBF43926.
public enum CRC32 {
    /// The checksum of the bytes; it finds typing errors and look-alikes and protects against nobody.
    public static func checksum(_ bytes: some Sequence<UInt8>) -> UInt32 {
        var checksum = UInt32.max
        for byte in bytes {
            checksum ^= UInt32(byte)
            for _ in 0..<8 {
                let polynomial: UInt32 = checksum & 1 == 0 ? 0 : 0xEDB8_8320
                checksum = (checksum >> 1) ^ polynomial
            }
        }
        return ~checksum
    }
}
