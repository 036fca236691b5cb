import FoundationEssentials

/// The forms in which a secret could turn up: raw, in hexadecimal, and in base64 at any place of a longer text.
struct Traces {
    let forms: [[UInt8]]

    init(of secret: [UInt8]) {
        let hex = secret.map { $0 < 16 ? "0" + String($0, radix: 16) : String($0, radix: 16) }.joined()
        let base64 = (0..<3).map { offset in
            let rest = secret.dropFirst(offset)
            return Data(rest.prefix(rest.count / 3 * 3)).base64EncodedString()
        }
        forms = [secret] + ([hex, hex.uppercased()] + base64).map { Array($0.utf8) }
    }

    init(of secret: String) {
        self.init(of: Array(secret.utf8))
    }

    func occur(in bytes: [UInt8]) -> Bool {
        let haystack = Data(bytes)
        return forms.contains { haystack.firstRange(of: Data($0)) != nil }
    }

    func occur(in text: String) -> Bool {
        occur(in: Array(text.utf8))
    }
}
