extension Span<UInt8> {
    /// Whether the bytes are those of the text in UTF-8.
    @inlinable
    public func spells(_ text: String) -> Bool {
        let text = text.utf8
        guard count == text.count else { return false }
        var index = 0
        for byte in text {
            if self[index] != byte { return false }
            index += 1
        }
        return true
    }
}
