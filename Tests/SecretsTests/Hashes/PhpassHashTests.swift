import Testing

@testable import Secrets

@Suite struct PhpassHashTests {
    /// The first is of phpass' own `test.php`; the others are the known hashes of passlib's tests.
    @Test(
        "the published hashes match",
        arguments: [
            ("test12345", "$P$9IQRaTwmfeRo7ud9Fh4E2PdI0S3r.L0"), ("test1", "$H$9aaaaaSXBjgypwqm.JsMssPLiS8YQ00"),
            ("123456", "$H$9PE8jEklgZhgLmZl5.HYJAzfGCQtzi1"), ("", "$P$7JaFQsPzJSuenezefD/3jHgt5hVfNH0"),
            ("thisisalongertestPW", "$P$912345678LIjjb6PhecupozNBmDndU0"),
            ("JohnRipper", "$P$612345678si5M0DDyPpmRCmcltU/YW/"), ("JohnRipper", "$P$B12345678L6Lpt4BxNotVIMILOa9u81"),
            ("compL3X!", "$P$FiS0N5L672xzQx1rt1vgdJQRYKnQM9/"),
        ])
    func published(_ password: String, _ text: String) throws {
        let hash = try #require(PhpassHash(text))
        #expect(hash.matches(Array(password.utf8)))
        #expect(!hash.matches(Array((password + "x").utf8)))
        #expect(!hash.matches(Array((password + "\0").utf8)))
    }

    @Test("2⁷ to 2¹⁹ rounds are taken")
    func rounds() {
        let digits = "./0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
        let taken = digits.filter { PhpassHash("$P$\($0)12345678L6Lpt4BxNotVIMILOa9u81") != nil }
        #expect(taken == "56789ABCDEFGH")
    }

    @Test(
        "anything else is nil",
        arguments: [
            "$P$B12345678L6Lpt4BxNotVIMILOa9u8", "$P$B12345678L6Lpt4BxNotVIMILOa9u811", "$P$",
            "$S$B12345678L6Lpt4BxNotVIMILOa9u81", "$P$B12345678L6Lpt4BxNotVIMILOa9u8-",
            "$P$$12345678L6Lpt4BxNotVIMILOa9u81",
            "xP$B12345678L6Lpt4BxNotVIMILOa9u81",
        ])
    func malformed(_ text: String) {
        #expect(PhpassHash(text) == nil)
    }
}
