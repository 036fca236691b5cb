/// FastCGI records as bytes (FastCGI 1.0, section 3).
public enum Records {
    /// One record.
    public static func record(_ type: UInt8, id: UInt8 = 1, _ content: [UInt8] = [], padding: Int = 0) -> [UInt8] {
        let length = content.count
        let header: [UInt8] = [1, type, 0, id, UInt8(length >> 8), UInt8(length & 0xFF), UInt8(padding), 0]
        return header + content + [UInt8](repeating: 0, count: padding)
    }

    /// The record that begins a request.
    public static func begin(keep: Bool = true, role: UInt8 = 1, id: UInt8 = 1) -> [UInt8] {
        record(1, id: id, [0, role, keep ? 1 : 0, 0, 0, 0, 0, 0])
    }

    /// Names and values as parameters are encoded (section 3.4).
    public static func pairs(_ parameters: [(String, [UInt8])]) -> [UInt8] {
        parameters.flatMap { name, value in length(name.utf8.count) + length(value.count) + Array(name.utf8) + value }
    }

    /// All records of the parameters.
    public static func parameters(_ parameters: [String: String]) -> [UInt8] {
        stream(4, pairs(parameters.map { ($0.key, Array($0.value.utf8)) }))
    }

    /// All records of the body.
    public static func input(_ bytes: [UInt8]) -> [UInt8] {
        stream(5, bytes)
    }

    /// The content in records of at most `size` bytes, and the empty record that ends the stream.
    public static func stream(_ type: UInt8, _ content: [UInt8], size: Int = 65535, padding: Int = 0) -> [UInt8] {
        var bytes: [UInt8] = []
        var rest = content[...]
        while !rest.isEmpty {
            bytes += record(type, Array(rest.prefix(size)), padding: padding)
            rest = rest.dropFirst(size)
        }
        return bytes + record(type)
    }

    /// A whole request.
    public static func request(_ values: [String: String] = [:], body: [UInt8] = [], keep: Bool = true) -> [UInt8] {
        var values = values
        values["REQUEST_METHOD"] = values["REQUEST_METHOD"] ?? "GET"
        values["CONTENT_LENGTH"] = values["CONTENT_LENGTH"] ?? String(body.count)
        return begin(keep: keep) + parameters(values) + input(body)
    }

    /// The length of a name or value.
    public static func length(_ count: Int) -> [UInt8] {
        guard count > 127 else { return [UInt8(count)] }
        return [UInt8(count >> 24) | 0x80, UInt8(count >> 16 & 0xFF), UInt8(count >> 8 & 0xFF), UInt8(count & 0xFF)]
    }
}
