import Crypto
import FoundationEssentials

extension Keyring {
    /// Reads entries `id base64-of-32-bytes`, oldest first and newest last, one per line or separated by commas.
    ///
    /// `#` begins a comment that lasts to the end of the line. The text itself is not wiped from memory.
    public init(parsing text: String) throws(KeyringError) {
        let entries = text.split(whereSeparator: \.isNewline)
            .map { $0.prefix { $0 != "#" } }
            .flatMap { $0.split(separator: ",") }
            .map { $0.split(whereSeparator: \.isWhitespace) }
            .filter { !$0.isEmpty }
        var keys: [MasterKey] = []
        for (number, fields) in zip(1..., entries) {
            guard let key = Self.key(fields) else { throw .malformedEntry(number) }
            keys.append(key)
        }
        try self.init(keys)
    }

    /// A new random key as an entry for a keyring file, for `credence keys init`; the line ends without a newline.
    public static func newEntry() -> (id: String, line: String) {
        let id = "key-" + RandomToken.base62(8).lowercased()
        return (id, id + " " + Data(RandomToken.bytes(32)).base64EncodedString())
    }

    private static func key(_ fields: [Substring]) -> MasterKey? {
        // Foundation ignores what follows the padding, so the length is checked too.
        guard fields.count == 2, fields[1].utf8.count == 44, var bytes = Data(base64Encoded: String(fields[1])) else {
            return nil
        }
        defer { bytes.wipe() }
        return MasterKey(id: String(fields[0]), key: SymmetricKey(data: bytes))
    }
}
