import Secrets

/// The credentials of `Authorization: Bearer`, to which v2 clients append their default realm.
///
/// No capture of the original's documentation shows the joining character, so anything goes that no key ends with.
struct BearerToken: Redacted {
    let key: String?
    let realm: String?

    /// Gives nil for other schemes, of which none is supported.
    init?(authorization: String) {
        let parts = authorization.utf8.split(separator: UInt8(ascii: " "), maxSplits: 1)
        guard parts.count == 2, Substring(parts[0]).lowercased() == "bearer" else { return nil }
        let token = Array(String(Substring(parts[1])).trimmingFieldSpace.utf8)
        let start = Self.startOfRealm(in: token)
        key = Self.text(start.map { Self.trimmingJoint(token[..<$0]) } ?? token[...])
        realm = start.flatMap { Self.text(token[$0...]) }
    }

    /// Where the last `rl_` is that follows a character which cannot belong to a base62 number.
    private static func startOfRealm(in token: [UInt8]) -> Int? {
        token.indices.dropFirst().last { !token[$0 - 1].isBase62Digit && token[$0...].starts(with: "rl_".utf8) }
    }

    private static func trimmingJoint(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        let end = bytes.lastIndex(where: \.isBase62Digit)
        return end.map { bytes[...$0] } ?? []
    }

    private static func text(_ bytes: ArraySlice<UInt8>) -> String? {
        bytes.isEmpty ? nil : String(decoding: bytes, as: UTF8.self)
    }
}
