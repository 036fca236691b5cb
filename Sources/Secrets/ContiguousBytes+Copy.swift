import FoundationEssentials

extension ContiguousBytes {
    /// The bytes as an array at once, where its own initializer takes digests byte by byte, growing.
    var copy: [UInt8] {
        unsafe withUnsafeBytes { unsafe Array($0) }
    }
}
