/// The encoding of parameters (FastCGI 1.0, section 3.4).
enum NameValuePairs {
    /// Whether every name and value lies inside the bytes.
    static func areSound(_ bytes: ArraySlice<UInt8>) -> Bool {
        var rest = bytes
        while !rest.isEmpty {
            guard let name = takeLength(from: &rest), let value = takeLength(from: &rest), name + value <= rest.count
            else {
                return false
            }
            rest.removeFirst(name + value)
        }
        return true
    }

    private static func takeLength(from bytes: inout ArraySlice<UInt8>) -> Int? {
        guard let first = bytes.popFirst() else { return nil }
        guard first & 0x80 != 0 else { return Int(first) }
        guard bytes.count >= 3 else { return nil }
        defer { bytes.removeFirst(3) }
        return bytes.prefix(3).reduce(Int(first & 0x7F)) { $0 << 8 | Int($1) }
    }
}
