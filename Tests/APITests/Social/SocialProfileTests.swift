import Credentials
import JSON
import Testing

@testable import API

@Suite("Social profile")
struct SocialProfileTests {
    private func profile(_ type: ProviderType, _ text: String) throws -> SocialProfile {
        try SocialProfile(try JSONObject(text), from: type)
    }

    @Test(
        "OpenID Connect services tell of account, names and an address with its standing",
        arguments: [ProviderType.google, .linkedin, .slack, .yahoo, .oauth2])
    func openID(type: ProviderType) throws {
        let profile = try profile(
            type,
            """
            {"ok":true,"sub":"110248495921238986420","name":"Sally S. Smith","given_name":"Sally",
             "family_name":"Smith","email":"Sally@Example.com","email_verified":true,"locale":"en"}
            """)
        #expect(profile.account == "110248495921238986420")
        #expect(profile.email == "sally@example.com")
        #expect(profile.isEmailVerified)
        #expect(profile.firstName == "Sally")
        #expect(profile.lastName == "Smith")
    }

    @Test("an address is verified when that is said, and not otherwise")
    func verification() throws {
        for (word, isVerified) in [("true", true), ("\"true\"", true), ("false", false), ("1", false), ("null", false)]
        {
            let text = #"{"sub":"1","email":"a@b.example","email_verified":\#(word)}"#
            #expect(try profile(.google, text).isEmailVerified == isVerified)
        }
        #expect(try !profile(.google, #"{"sub":"1","email":"a@b.example"}"#).isEmailVerified)
        let nowhere = try profile(.google, #"{"sub":"1","email":"nowhere","email_verified":true}"#)
        #expect(nowhere.email == nil)
        #expect(!nowhere.isEmailVerified)
    }

    @Test("Facebook's addresses count as unverified")
    func facebook() throws {
        let profile = try profile(
            .facebook,
            """
            {"id":"10158512345","email":"sally@example.com","first_name":"Sally","last_name":"Smith",
             "name":"Sally Smith","email_verified":true}
            """)
        #expect(profile.account == "10158512345")
        #expect(profile.email == "sally@example.com")
        #expect(!profile.isEmailVerified)
        #expect(profile.firstName == "Sally")
        #expect(profile.lastName == "Smith")
    }

    @Test("GitHub's primary address is the one that matters, and the shown one counts as unverified")
    func github() throws {
        var profile = try profile(
            .github, #"{"id":583231,"login":"sally","name":"Sally  van Smith","email":"s@x.example"}"#)
        #expect(profile.account == "583231")
        #expect(profile.email == "s@x.example")
        #expect(!profile.isEmailVerified)
        #expect(profile.firstName == "Sally")
        #expect(profile.lastName == "van Smith")
        let second: JSONObject = ["email": "second@example.com", "primary": false, "verified": true]
        profile.take(addresses: [second])
        #expect(profile.email == "s@x.example")
        profile.take(addresses: [second, ["email": "First@example.com", "primary": true, "verified": true]])
        #expect(profile.email == "first@example.com")
        #expect(profile.isEmailVerified)
        profile.take(addresses: [["email": "first@example.com", "primary": true, "verified": false]])
        #expect(!profile.isEmailVerified)
        #expect(try self.profile(.github, #"{"id":1,"email":null,"name":null}"#).email == nil)
    }

    @Test("a plain OAuth 2.0 service may call the account id, and may give it as a number")
    func plain() throws {
        #expect(try profile(.oauth2, #"{"id":12}"#).account == "12")
        #expect(try profile(.oauth2, #"{"id":"x"}"#).account == "x")
        #expect(try profile(.oauth2, #"{"id":"x","sub":"y"}"#).account == "y")
        #expect(throws: SocialRefusal.unreadable) { try profile(.google, #"{"id":"x"}"#) }
        #expect(throws: SocialRefusal.unreadable) { try profile(.github, #"{"sub":"x"}"#) }
    }

    @Test("who has no id, or one that cannot be kept, is nobody")
    func nobody() throws {
        let ids = [
            "null", "\"\"", "\" \"", "true", "1.5", "[]", #""a\u0000b""#, "\"\(String(repeating: "x", count: 256))\"",
        ]
        for id in ids { #expect(throws: SocialRefusal.unreadable) { try profile(.google, #"{"sub":\#(id)}"#) } }
        let longest = String(repeating: "x", count: 255)
        #expect(try profile(.google, #"{"sub":"\#(longest)"}"#).account == longest)
    }

    @Test("names are cut to what can be kept, and blank or broken ones left out")
    func names() throws {
        let long = String(repeating: "é", count: 300)
        #expect(try profile(.google, #"{"sub":"1","given_name":"\#(long)"}"#).firstName?.count == 255)
        for name in ["\"\"", "\"  \"", "5", #""a\u0000""#] {
            let profile = try profile(.google, #"{"sub":"1","given_name":\#(name),"family_name":\#(name)}"#)
            #expect(profile.firstName == nil)
            #expect(profile.lastName == nil)
        }
        let single = try profile(.slack, #"{"sub":"1","given_name":"","family_name":"","name":"krane"}"#)
        #expect(single.firstName == "krane")
        #expect(single.lastName == nil)
    }
}
