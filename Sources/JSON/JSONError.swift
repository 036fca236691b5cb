/// Why bytes were refused as JSON; it never repeats any of them.
public enum JSONError: Error, Equatable {
    /// The bytes break the grammar of RFC 8259 at this offset, counted in bytes from 0.
    case malformed(offset: Int)
    /// The bytes are not UTF-8.
    case notUTF8
    /// The name whose opening quote is at this offset stands in its object already.
    case duplicateKey(offset: Int)
    /// Objects and arrays are nested more deeply than the reader was told to allow.
    case tooDeep
}
