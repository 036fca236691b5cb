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
    // Byte for byte: a String would not find what is followed by a combining character. In one pass: what stands for one
    // secret may hold another, and would grow with each.
    func text(_ text: String) -> String {
        var result: [UInt8] = []
        var rest = Array(text.utf8)[...]
        while let byte = rest.first {
            if let secret = secrets.first(where: { rest.starts(with: $0) }) {
                result += Array("[redacted]".utf8)
                rest = rest.dropFirst(secret.count)
            } else {
                result.append(byte)
                rest = rest.dropFirst()
            }
        }
        return String(decoding: result, as: UTF8.self)
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
}
