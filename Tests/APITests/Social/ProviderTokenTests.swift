import Credentials
import JSON
import Secrets
import Testing

@testable import API

@Suite("Provider token")
struct ProviderTokenTests {
    private static let now = Timestamp(seconds: 1_700_000_000)

    private func token(_ text: String) throws -> ProviderToken {
        try ProviderToken(try JSONObject(text), at: Self.now)
    }

    @Test("a token may tell when it ends, as a number or a text")
    func expiry() throws {
        let end = Self.now.adding(seconds: 3599)
        #expect(try token(#"{"access_token":"x"}"#).expiresAt == nil)
        #expect(try token(#"{"access_token":"x","expires_in":3599}"#).expiresAt == end)
        #expect(try token(#"{"access_token":"x","expires_in":"3599"}"#).expiresAt == end)
        #expect(try token(#"{"access_token":"x","expires":"3599"}"#).expiresAt == end)
        for wrong in ["0", "-5", "null", "\"soon\"", "1.5", "true"] {
            #expect(try token(#"{"access_token":"x","expires_in":\#(wrong)}"#).expiresAt == nil)
        }
        let longest = try #require(try token(#"{"access_token":"x","expires_in":9223372036854775807}"#).expiresAt)
        #expect(longest < Timestamp(seconds: 253_402_300_800))
    }

    @Test("what is no bearer token that fits into a header and a column is not understood")
    func refused() throws {
        let long = String(repeating: "x", count: 8193)
        let texts = [
            "{}", #"{"access_token":null}"#, #"{"access_token":""}"#, #"{"access_token":5}"#,
            #"{"access_token":"a b"}"#, #"{"access_token":"a\r\nX: y"}"#, #"{"access_token":"é"}"#,
            #"{"access_token":"\#(long)"}"#, #"{"access_token":"x","token_type":"mac"}"#,
            #"{"access_token":"x","id_token":"nonsense"}"#,
        ]
        for text in texts { #expect(throws: SocialRefusal.unreadable) { try token(text) } }
        for type in ["bearer", "Bearer", "BEARER"] {
            #expect(try token(#"{"access_token":"x","token_type":"\#(type)"}"#).accessToken == Secret("x"))
        }
    }

    @Test("the token is not printed")
    func printing() throws {
        let token = try token(#"{"access_token":"planted"}"#)
        #expect(!"\(token)".contains("planted"))
    }
}
