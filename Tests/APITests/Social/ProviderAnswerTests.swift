import JSON
import Testing

@testable import API

@Suite("Provider answer")
struct ProviderAnswerTests {
    private func object(_ text: String, status: Int = 200) -> Result<JSONObject, SocialRefusal> {
        let answer = ProviderAnswer(status: status, body: Array(text.utf8))
        return Result { () throws(SocialRefusal) in try answer.object() }
    }

    @Test("JSON objects are read, and forms that hold a token")
    func objects() {
        #expect(object(#"{"access_token":"x"}"#) == .success(["access_token": "x"]))
        #expect(object("{}", status: 201) == .success([:]))
        #expect(object(#"{"sub":"x","error":null,"ok":true}"#) == .success(["sub": "x", "error": nil, "ok": true]))
        #expect(
            object("access_token=gho_x&scope=user%3Aemail&token_type=bearer")
                == .success(["access_token": "gho_x", "scope": "user:email", "token_type": "bearer"]))
    }

    @Test(
        "anything else is not understood",
        arguments: ["", "<html>", "[]", "5", "\"access_token\"", "hello=world", #"{"a":1,"a":2}"#, "access_token=%ZZ"])
    func garbage(text: String) {
        #expect(object(text) == .failure(.unreadable))
    }

    @Test("failures come in the shapes of RFC 6749, GitHub, Facebook and Slack, and known words are passed on")
    func failures() {
        #expect(object(#"{"error":"invalid_grant"}"#, status: 400) == .failure(.refused("invalid_grant")))
        #expect(object("error=bad_verification_code&x=1") == .failure(.refused("bad_verification_code")))
        #expect(object(#"{"error":"bad_verification_code"}"#) == .failure(.refused("bad_verification_code")))
        let facebook = #"{"error":{"message":"Invalid code 12345","type":"OAuthException","code":100}}"#
        #expect(object(facebook, status: 400) == .failure(.refused("OAuthException")))
        #expect(object(#"{"ok":false,"error":"invalid_code"}"#) == .failure(.refused("invalid_code")))
        #expect(object(#"{"ok":false}"#) == .failure(.refused(nil)))
        #expect(object("Gateway timeout", status: 504) == .failure(.refused(nil)))
        #expect(object(#"{"sub":"1"}"#, status: 302) == .failure(.refused(nil)))
        #expect(object(#"{"sub":"1"}"#, status: 403) == .failure(.refused(nil)))
    }

    @Test(
        "a word that is not known might repeat a secret", arguments: ["the-code", "INVALID_GRANT", "invalid_grant x"])
    func unknownWords(word: String) {
        let body = #"{"error":"\#(word)"}"#
        #expect(object(body, status: 400) == .failure(.refused(nil)))
        #expect(SocialRefusal(word: word).reason == "the provider refused it")
    }

    @Test("a list holds its objects, and a failure none")
    func lists() {
        let list = Array(#"[{"email":"a"},5,{"email":"b"}]"#.utf8)
        #expect(ProviderAnswer(status: 200, body: list).list == [["email": "a"], ["email": "b"]])
        #expect(ProviderAnswer(status: 404, body: list).list.isEmpty)
        #expect(ProviderAnswer(status: 200, body: Array("{}".utf8)).list.isEmpty)
    }

    @Test("an answer is not printed")
    func printing() {
        let answer = ProviderAnswer(status: 200, body: Array("planted".utf8))
        #expect(!"\(answer)".contains("\(UInt8(ascii: "p"))"))
    }
}
