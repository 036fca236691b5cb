import Secrets

/// One `name=value` of a form, its name taken apart: `user[roles][]` is `user`, `roles` and an element.
struct FormField: Redacted {
    enum Step: Equatable {
        case member(String)
        case element
    }

    let path: [Step]
    let value: String

    /// - Parameter bytes: The field as sent; without a `=` its value is empty.
    init(_ bytes: some Collection<UInt8>) throws(FormError) {
        let parts = bytes.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
        path = try Self.path(ofName: try Self.text(parts[0]))
        value = parts.count > 1 ? try Self.text(parts[1]) : ""
    }

    private static func text(_ raw: some Collection<UInt8>) throws(FormError) -> String {
        guard let bytes = PercentEncoding.bytes(raw, plusAsSpace: true) else { throw .malformed }
        guard let text = String(validating: bytes, as: UTF8.self) else { throw .notUTF8 }
        return text
    }

    private static func path(ofName name: String) throws(FormError) -> [Step] {
        let pieces = Array(name.utf8).split(separator: UInt8(ascii: "["), omittingEmptySubsequences: false)
        guard !pieces[0].isEmpty, !pieces[0].contains(UInt8(ascii: "]")) else { throw .malformed }
        var path = [Step.member(String(decoding: pieces[0], as: UTF8.self))]
        for piece in pieces.dropFirst() {
            let member = piece.dropLast()
            guard piece.last == UInt8(ascii: "]"), !member.contains(UInt8(ascii: "]")) else { throw .malformed }
            guard path.last != .element else { throw .malformed }
            path.append(member.isEmpty ? .element : .member(String(decoding: member, as: UTF8.self)))
        }
        return path
    }
}
