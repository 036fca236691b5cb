import FoundationEssentials
import JSON
import Secrets
import Testing

@testable import API

@Suite("ID token")
struct IDTokenTests {
    private func idToken(_ claims: String) throws -> IDToken {
        try #require(IDToken(Self.text(claims)))
    }

    /// A token that nobody signed.
    static func text(_ claims: String) -> String {
        ["{}", claims, "signature"].map { part in
            Data(part.utf8).base64EncodedString(options: [.base64URLAlphabet, .omitPaddingCharacter])
        }.joined(separator: ".")
    }

    @Test("it vouches for its subject to its audience, with the nonce of the login")
    func claims() throws {
        let token = try idToken(#"{"aud":"app","sub":"1","nonce":"n"}"#)
        #expect(token.vouches(for: "1", to: "app", nonce: Secret("n")))
        #expect(token.vouches(for: "1", to: "app", nonce: nil))
        #expect(!token.vouches(for: "2", to: "app", nonce: nil))
        #expect(!token.vouches(for: "1", to: "another", nonce: nil))
        #expect(!token.vouches(for: "1", to: "app", nonce: Secret("m")))
    }

    @Test("several may be its audience, and a nonce may be left out but not be anything else")
    func variants() throws {
        #expect(try idToken(#"{"aud":["x","app"],"sub":"1"}"#).vouches(for: "1", to: "app", nonce: Secret("n")))
        #expect(try !idToken(#"{"aud":["x"],"sub":"1"}"#).vouches(for: "1", to: "app", nonce: nil))
        for claims in [#"{"sub":"1"}"#, #"{"aud":"app"}"#, #"{"aud":5,"sub":"1"}"#, #"{"aud":"app","sub":1}"#] {
            #expect(try !idToken(claims).vouches(for: "1", to: "app", nonce: nil))
        }
        #expect(try !idToken(#"{"aud":"app","sub":"1","nonce":5}"#).vouches(for: "1", to: "app", nonce: Secret("n")))
    }

    @Test("what is no token with claims is none")
    func malformed() {
        for text in ["", "x", "a.b.c", Self.text("[]"), Self.text("{")] { #expect(IDToken(text) == nil) }
    }
}
