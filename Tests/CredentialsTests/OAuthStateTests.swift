import Credentials
import JSON
import Secrets
import Testing

@Suite("OAuth state")
struct OAuthStateTests {
    private static let start = Timestamp(microseconds: 1_700_000_000_123_456)

    private func state(nonce: String? = nil) -> OAuthState {
        OAuthState(
            provider: AuthProviderID(number: 5), redirectURI: "https://app.example/back?x=1",
            nonce: nonce.map { Secret($0) }, issuedAt: Self.start)
    }

    @Test("what is sealed is what is read, with a nonce and without")
    func roundTrip() throws {
        for state in [state(), state(nonce: "n-0S6_WzA2Mj")] {
            #expect(OAuthState(json: state.json) == state)
        }
    }

    @Test("what is not a whole state is none", arguments: ["p", "r", "t", "v"])
    func incomplete(name: String) {
        for wrong in [nil, .null, true] as [JSON?] {
            var json = state(nonce: "x").json
            json[name] = wrong
            #expect(OAuthState(json: json) == nil)
        }
    }

    @Test("it ends half an hour after it was made")
    func expiry() {
        #expect(state().expiresAt.microseconds - Self.start.microseconds == 1_800_000_000)
    }

    @Test("made again it leads to the same place, with a time and a proof key of its own")
    func renewal() {
        let state = state(nonce: "x")
        let later = Self.start.adding(seconds: 5)
        let renewed = state.renewed(at: later)
        #expect(renewed.provider == state.provider)
        #expect(renewed.redirectURI == state.redirectURI)
        #expect(renewed.nonce == state.nonce)
        #expect(renewed.issuedAt == later)
        #expect(renewed.proofKey != state.proofKey)
    }

    @Test("a nonce that came with the request must come back, and one that did not is not asked for")
    func nonce() {
        #expect(state(nonce: "x").admits(Secret("x")))
        #expect(!state(nonce: "x").admits(Secret("y")))
        #expect(!state(nonce: "x").admits(nil))
        #expect(state().admits(nil))
        #expect(state().admits(Secret("y")))
    }

    @Test("neither nonce nor verifier is printed")
    func printing() {
        let state = state(nonce: "planted-nonce")
        var dumped = ""
        dump(state, to: &dumped)
        for text in ["\(state)", String(reflecting: state), dumped] {
            #expect(!text.contains("planted-nonce"))
            #expect(!text.contains(state.proofKey.verifier.reveal()))
        }
    }
}
