import Credentials
import JSON
import Testing

@Suite("Login claims")
struct LoginClaimsTests {
    private let realm = RealmID(number: 1)
    private let org = OrgID(number: 3)

    private func claims(_ user: User) -> LoginClaims {
        let memberships = [
            MembershipClaim(org: org, orgName: "Acme", orgCustom: ["a": 1], permissions: ["x", "y"], custom: ["b": 2]),
            MembershipClaim(org: nil, orgName: nil, orgCustom: [:], permissions: [], custom: [:]),
        ]
        return LoginClaims(
            token: "kss_1", user: user, issuedAt: Timestamp(microseconds: 1_999_999),
            expiresAt: Timestamp(seconds: 61), memberships: memberships)
    }

    private var sally: User {
        var user = User(id: .init(number: 2), realm: realm, type: .human, username: "sally")
        user.firstName = "Sally"
        user.custom = ["plan": "gold"]
        return user
    }

    @Test("name the user, their realm and the session, in whole seconds that are not in the future")
    func always() {
        let sally = sally
        #expect(
            claims(sally).object([]) == [
                "tk": "kss_1", "iat": 1, "exp": 61, "aud": .text(realm.description), "uid": .text(sally.id.description),
                "un": "sally", "n": "Sally", "fn": "Sally",
            ])
    }

    @Test("carry custom attributes and memberships as far as the realm wants it")
    func fields() {
        let claims = claims(sally)
        #expect(claims.object([.custom])["cs"] == ["plan": "gold"])
        #expect(claims.object([.custom])["m"] == nil)
        #expect(claims.object([.memberships])["cs"] == nil)
        #expect(claims.object([.memberships])["m"] == [["p": ["x", "y"]], ["p": []]])
        let id = JSON.text(org.description)
        #expect(claims.object([.memberships, .orgs])["m"] == [["oid": id, "o": "Acme", "p": ["x", "y"]], ["p": []]])
        #expect(
            claims.object([.memberships, .custom])["m"] == [["p": ["x", "y"], "cs": ["b": 2]], ["p": [], "cs": [:]]])
        #expect(
            claims.object([.custom, .memberships, .orgs])["m"] == [
                ["oid": id, "o": "Acme", "ocs": ["a": 1], "p": ["x", "y"], "cs": ["b": 2]], ["p": [], "cs": [:]],
            ])
    }
}
