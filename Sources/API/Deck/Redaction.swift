import Credentials
import JSON
import Secrets

/// Takes what was released to a worker out of what it says (deck-v2.md section 9.2, rule 7).
struct Redaction {
    private let secrets: [[UInt8]]

    /// Looks for a payload's password and secret fields; the longest first, because one may be part of another.
    init(of payload: VaultPayload?) {
        let fields = payload?.fields.values.filter(\.isSecret).map(\.value) ?? []
        secrets = ([payload?.password].compactMap { $0 } + fields).map(\.bytes).filter { !$0.isEmpty }
            .sorted { $0.count > $1.count }
    }

    /// The text with each occurrence replaced.
    func text(_ text: String) -> String {
        var bytes = Array(text.utf8)
        for secret in secrets { bytes = Self.replace(secret, in: bytes) }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The same for all texts, names and numbers of a value.
    ///
    /// - Parameter keepingNames: whether the names of members are ours, and stay as they are.
    func json(_ value: JSON, keepingNames: Bool = false) -> JSON {
        switch value {
        case .null, .bool: return value
        case .number(let number):
            let clean = text(number.lexeme)
            return clean == number.lexeme ? value : .text(clean)
        case .text(let plain): return .text(text(plain))
        case .array(let items): return .array(items.map { json($0, keepingNames: keepingNames) })
        case .object(let object):
            return .object(
                object.reduce(into: JSONObject()) { result, member in
                    let name = keepingNames ? member.name : text(member.name)
                    result[name] = json(member.value, keepingNames: keepingNames)
                })
        }
    }

    // Byte for byte: a String would not find what is followed by a combining character.
    private static func replace(_ secret: [UInt8], in bytes: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        var rest = bytes[...]
        while !rest.isEmpty {
            if rest.starts(with: secret) {
                result += Array("[redacted]".utf8)
                rest = rest.dropFirst(secret.count)
            } else {
                result.append(rest.removeFirst())
            }
        }
        return result
    }
}
