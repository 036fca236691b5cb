import FoundationEssentials

extension Data {
    /// Overwrites the bytes with zeros (in place, as long as no other copy shares them).
    mutating func wipe() {
        resetBytes(in: startIndex..<endIndex)
    }
}
