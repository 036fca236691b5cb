import Testing

@testable import Secrets

@Suite struct ProofKeyTests {
    @Test("the challenge is the one of RFC 7636 appendix B")
    func challenge() {
        let key = ProofKey(verifier: Secret("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"))
        #expect(key.challenge == "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM")
    }

    @Test("verifiers are 43 unreserved characters, each drawn anew")
    func verifiers() {
        let verifiers = (0..<50).map { _ in ProofKey().verifier.reveal() }
        #expect(Set(verifiers).count == verifiers.count)
        for verifier in verifiers {
            #expect(verifier.wholeMatch(of: /[A-Za-z0-9_-]{43}/) != nil)
        }
    }

    @Test("a proof key is not printed")
    func printing() {
        #expect(!"\(ProofKey(verifier: Secret("planted")))".contains("planted"))
    }
}
