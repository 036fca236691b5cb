import Testing

@testable import Secrets

@Suite struct SealedTokenTests {
    private static let place = SealPlace(scope: 7, object: 7, field: "x")

    private let key = DataKey(id: 5)

    private func token() throws -> SealedToken {
        SealedToken(scope: 7, value: try key.seal(Array("hidden".utf8), Self.place))
    }

    @Test("what went into the text comes out of it")
    func roundTrip() throws {
        let token = try token()
        let read = try #require(SealedToken(token.text))
        #expect(read == token)
        #expect(read.digest == token.digest)
        #expect(try key.open(read.value, Self.place) == Array("hidden".utf8))
        #expect(token.text.wholeMatch(of: /[A-Za-z0-9_-]+/) != nil)
    }

    @Test("a text with any character changed is another token, and does not open in its place")
    func tampering() throws {
        let text = try token().text
        for index in text.indices {
            var changed = text
            changed.replaceSubrange(index...index, with: text[index] == "A" ? "B" : "A")
            guard let read = SealedToken(changed), read.digest != (try token(text)).digest else { continue }
            let place = SealPlace(scope: read.scope, object: read.scope, field: "x")
            #expect(throws: SealError.self) { try key.open(read.value, place) }
        }
    }

    @Test("what is too short, padded or no base64url is none")
    func malformed() throws {
        let text = try token().text
        for wrong in ["", "A", "not base64!", text + "=", String(text.prefix(40)), text + "+", "ä" + text] {
            #expect(SealedToken(wrong) == nil)
        }
    }

    private func token(_ text: String) throws -> SealedToken { try #require(SealedToken(text)) }
}
