import Fuzzing
import Secrets
import Testing

@testable import Credentials

/// Ids, keys and numbers: one spelling for each, whatever is tried.
struct NotationFuzzTests {
    @Test("an id of /v1 has one spelling of 22 digits and, from 2012, one of 21")
    func base62() {
        let report = Fuzzer(
            ["usr_0vfxTM4WVMWVcrPvj9dUnq", "usr_7N42dgm5tFLK9N8MT7fHC7", "usr_0vfxTM4WVMWVcrPvj9dUn"]
        ).judgeText { text in
            guard let id = UserID(text) else { return .refused }
            return Verdict(
                (text.utf8.count == 25 || id.description.utf8.elementsEqual(text.utf8))
                    && UserID(id.description) == id && UserID(bytes: id.bytes) == id)
        }
        #expect(report.isSound, "\(report)")
    }

    @Test("an id of /v2 has one spelling")
    func crockford() {
        let ids = [UInt128.min, 1, .max, 0x0123_4567_89AB_CDEF << 60].map { VaultCredentialID(number: $0).description }
        let report = Fuzzer(ids).judgeText { text in
            guard let id = VaultCredentialID(text) else { return .refused }
            return Verdict(id.description.utf8.elementsEqual(text.utf8))
        }
        #expect(report.isSound, "\(report)")
    }

    @Test("base 32 gives the bytes that are written so, in either case, with spaces and padding")
    func base32() {
        let report = Fuzzer(["", "MY", "MZXW6===", "mzxw 6ytb", "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"]).judgeText { text in
            guard let bytes = Base32.decode(text) else { return .refused }
            let digits = text.utf8.filter { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "=") }
            return Verdict(Base32.encode(bytes) == String(decoding: digits, as: UTF8.self).uppercased())
        }
        #expect(report.isSound, "\(report)")
    }

    @Test("any bytes survive base 32")
    func base32OfBytes() {
        let report = Fuzzer([""]).judge { bytes in
            bytes.isEmpty ? .refused : Verdict(Base32.decode(Base32.encode(bytes)) == bytes)
        }
        #expect(report.isSound, "\(report)")
    }

    @Test("an access key is shown as it was presented")
    func accessKey() {
        let secret = String(repeating: "s3Cret", count: 7) + "x"
        let keys = ["ko_0vfxTM4WVMWVcrPvj9dUnq-\(secret)", "key_\(secret)", "ko_0vfxTM4WVMWVcrPvj9dUn-\(secret)"]
        let report = Fuzzer(keys, tokens: ["ko_", "key_", "-"]).judgeText { text in
            guard let token = AccessKeyToken(text) else { return .refused }
            if case .current(let id, _) = token, !text.utf8.starts(with: "\(id)-".utf8) {
                return Verdict(text.utf8.firstIndex(of: UInt8(ascii: "-"))?.utf16Offset(in: text) == 24)
            }
            return Verdict(token.reveal().utf8.elementsEqual(text.utf8))
        }
        #expect(report.isSound, "\(report)")
    }

    @Test("a key whose letters were changed has no right checksum", arguments: ["", "sk_live_", "wk_live_"])
    func checksum(prefix: String) {
        let key = APIKeyText.generate(prefix: prefix)
        let report = Fuzzer([key]).judgeText { text in
            guard APIKeyText.isWellFormed(text) else { return .refused }
            // Another prefix is another key; in the digits behind it nothing may have changed.
            return Verdict(text.utf8.elementsEqual(key.utf8))
        }
        #expect(report.isSound, "\(report)")
    }

    @Test("a one-time token is one for its purpose alone")
    func oneTimeToken() {
        let tokens = OneTimeToken.Purpose.allCases.map { OneTimeToken.generate(for: $0).text.reveal() }
        let report = Fuzzer(tokens, tokens: ["kli_", "kpw_", "kev_"]).judgeText { text in
            let purposes = OneTimeToken.Purpose.allCases.filter { OneTimeToken(text, for: $0) != nil }
            if purposes.isEmpty { return .refused }
            return Verdict(purposes.count == 1 && text.utf8.starts(with: purposes[0].prefix.utf8))
        }
        #expect(report.isSound, "\(report)")
    }
}
