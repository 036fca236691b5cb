import Fuzzing
import Glibc
import JSON
import Secrets
import Testing

@testable import Credentials

/// Times, addresses and states: what is taken means what it says.
struct TextFuzzTests {
    @Test("a time that was read is written so that it is read as the same")
    func times() {
        let times = [
            "2026-11-21", "2026-11-21T02:03:04.567890Z", "2026-11-21 02:03+0130", "1969-12-31T23:59:59,9 UTC",
            "0000-01-01T00:00:00+23:59", "9999-12-31T23:59:59-23:59", "2024-02-29T00:00Z",
        ]
        let report = Fuzzer(times, tokens: ["T", "Z", "+", "29", "02", "60", "24", "10000"]).judgeText { text in
            guard let time = Timestamp.parse(text) else { return .refused }
            // An offset may lead out of the years that have four digits.
            guard time.iso8601.utf8.count == 27 else { return Verdict(text.contains { "+-".contains($0) }) }
            return Verdict(Timestamp.parse(time.iso8601) == time)
        }
        #expect(report.isSound, "\(report)")
    }

    @Test("an e-mail address has one @, no spaces and no control characters")
    func emailAddresses() {
        let addresses = [
            "a@b", "first.last+tag@sub.example.com", "jürgen@bücher.example",
            "x@\(String(repeating: "a", count: 63)).de",
        ]
        let report = Fuzzer(addresses).judgeText { text in
            guard EmailAddress.isPlausible(text) else { return .refused }
            let scalars = text.unicodeScalars
            return Verdict(
                scalars.count { $0 == "@" } == 1 && scalars.count <= 255
                    && !scalars.contains {
                        $0.properties.isWhitespace || $0.properties.generalCategory == .control
                            || "<>()[]\",;:\\".unicodeScalars.contains($0)
                    })
        }
        #expect(report.isSound, "\(report)")
    }

    @Test("an address is one exactly when the system says so")
    func addresses() {
        let samples = ["127.0.0.1", "::", "2001:db8::1", "::ffff:192.0.2.1", "1:2:3:4:5:6:7:8", "fe80::1:2.3.4.5"]
        let report = Fuzzer(samples, tokens: ["::", "0", "ffff", "1.2.3.4"]).judgeText { text in
            let isAddress = IPAddress(text) != nil
            guard isAddress == Self.systemReads(text) else { return .broken }
            return isAddress ? .sound : .refused
        }
        #expect(report.isSound, "\(report)")
    }

    @Test("a site's URL is visible ASCII and has a host")
    func webAddresses() {
        let report = Fuzzer(["https://portal.example/login?a=b#c", "http://[::1]:8080/", "HTTP://a.b"]).judgeText {
            text in
            guard WebAddress.isAcceptable(text) else { return .refused }
            return Verdict(text.lowercased().hasPrefix("http") && text.utf8.allSatisfy { 0x21...0x7E ~= $0 })
        }
        #expect(report.isSound, "\(report)")
    }

    @Test("a state that was read is written as the same")
    func states() {
        let provider = AuthProviderID(number: 1 << 90)
        let states = [nil, Secret("nonce")].map { nonce in
            OAuthState(provider: provider, redirectURI: "https://app.example/back", nonce: nonce, issuedAt: .now)
        }
        let report = Fuzzer(bytes: states.map { JSON.object($0.json).encoded() }).judge { bytes in
            guard case .object(let object)? = try? JSON(parsing: bytes), let state = OAuthState(json: object) else {
                return .refused
            }
            _ = state.expiresAt
            return Verdict(OAuthState(json: state.json) == state)
        }
        #expect(report.isSound, "\(report)")
    }

    private static func systemReads(_ text: String) -> Bool {
        // C would end the text there.
        guard !text.utf8.contains(0) else { return false }
        var address = in6_addr()
        return [AF_INET, AF_INET6].contains { inet_pton($0, text, &address) == 1 }
    }
}
