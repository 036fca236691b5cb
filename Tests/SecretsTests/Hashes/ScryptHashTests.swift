import FoundationEssentials
import Testing

@testable import Secrets

@Suite struct ScryptHashTests {
    private static let salt = "U29kaXVtQ2hsb3JpZGU"
    private static let tag = "cCO9yzr9c0hGHAbNgf042/2otK5pBufvdu8GZQhmvnE"

    @Test(
        "the published tags come out (RFC 7914, section 12)",
        arguments: [
            (
                "password", "NaCl", "ln=10,r=8,p=16",
                "fdbabe1c9d3472007856e7190d01e9fe7c6ad7cbc8237830e77376634b373162"
                    + "2eaf30d92e22a3886ff109279d9830dac727afb94a83ee6d8360cbdfa2cc0640"
            ),
            (
                "pleaseletmein", "SodiumChloride", "ln=14,r=8,p=1",
                "7023bdcb3afd7348461c06cd81fd38ebfda8fbba904f8e3ea9b543f6545da1f2"
                    + "d5432955613f0fcf62d49705242a9af9e61e85dc0d651e40dfcf017b45575887"
            ),
        ])
    func published(_ password: String, _ salt: String, _ costs: String, _ tag: String) throws {
        let fields = [Array(salt.utf8), [UInt8](hex: tag)].map { Data($0).base64EncodedString().prefix { $0 != "=" } }
        let hash = try #require(ScryptHash("$scrypt$\(costs)$\(fields[0])$\(fields[1])"))
        #expect(hash.salt == Array(salt.utf8) && hash.tag == [UInt8](hex: tag))
        #expect(try hash.matches(Array(password.utf8)))
        #expect(try !hash.matches(Array((password + "x").utf8)))
    }

    @Test("every cost that is taken can be computed", arguments: ["ln=4,r=16,p=1", "ln=15,r=1,p=1", "ln=4,r=1,p=3"])
    func computable(_ costs: String) throws {
        let hash = try #require(ScryptHash("$scrypt$\(costs)$\(Self.salt)$\(Self.tag)"))
        #expect(try !hash.matches([120]))
    }

    @Test(
        "costs in use elsewhere are taken",
        arguments: [
            "ln=14,r=8,p=1", "ln=16,r=8,p=1", "ln=17,r=8,p=1", "ln=18,r=8,p=1", "ln=15,r=8,p=3", "ln=17,r=8,p=2",
        ]
    )
    func usual(_ costs: String) {
        #expect(ScryptHash("$scrypt$\(costs)$\(Self.salt)$\(Self.tag)") != nil)
    }

    @Test(
        "costs that would hold up the service, and those that scrypt does not have, are nil",
        arguments: [
            "ln=19,r=8,p=1", "ln=18,r=8,p=2", "ln=14,r=8,p=17", "ln=22,r=1,p=1", "ln=16,r=1,p=1", "ln=3,r=8,p=1",
            "ln=4,r=17,p=1", "ln=14,r=0,p=1", "ln=14,r=8,p=0", "ln=4294967295,r=4294967295,p=4294967295",
            "ln=21,r=16,p=4294967295", "ln=64,r=8,p=1",
        ])
    func excessive(_ costs: String) {
        #expect(ScryptHash("$scrypt$\(costs)$\(Self.salt)$\(Self.tag)") == nil)
    }

    @Test(
        "anything else is nil",
        arguments: [
            "$scrypt$ln=14,r=8,p=1$\(salt)", "$scrypt$ln=14,r=8,p=1$\(salt)$\(tag)$",
            "$scrypt$ln=14,r=8$\(salt)$\(tag)",
            "$scrypt$r=8,ln=14,p=1$\(salt)$\(tag)", "$scrypt$ln=14,r=8,p=1,x=1$\(salt)$\(tag)",
            "$scrypt$ln=14,r=8,p=1$\(salt)$\(tag)=", "$scrypt$ln=14,r=8,p=1$$\(tag)",
            "$scrypt$ln=14,r=8,p=1$\(salt)$AAAA",
            "$scrypt$ln=+14,r=8,p=1$\(salt)$\(tag)", "$scrypt$ln=014,r=8,p=1$\(salt)$\(tag)",
            "scrypt$\(salt)$16384$8$1$\(tag)",
            "$scrypt$ln=14,r=8,p=1$\(String(repeating: "A", count: 172))$\(tag)",
            "$scrypt$ln=14,r=8,p=1$\(salt)$\(String(repeating: "A", count: 87))",
        ])
    func malformed(_ text: String) {
        #expect(ScryptHash(text) == nil)
    }
}
