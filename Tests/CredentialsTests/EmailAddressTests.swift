import Credentials
import Testing

@Suite("EmailAddress")
struct EmailAddressTests {
    @Test(
        "addresses that people have are plausible",
        arguments: [
            "sally@example.com", "a@b", "sally+tag@sub.example.co.uk", "o'brien@example.com", "x_y-z.1@ex-ample.com",
            "jürgen@münchen.de", "用户@例え.jp", "a@xn--mnchen-3ya.de", "sally..x@example.com", "!#$%&'*+/=?^_`{|}~@a.b",
            "a@\(String(repeating: "b", count: 63)).com",
        ]
    )
    func plausible(address: String) {
        #expect(EmailAddress.isPlausible(address))
    }

    @Test(
        "other texts are not",
        arguments: [
            "", "@", "sally", "sally@", "@example.com", "a@b@c", "sally@example..com", "sally@.com", "sally@example.",
            "sally@-example.com", "sally@example-.com", "sally @example.com", " sally@example.com",
            "sally@example.com ", "sally@exa mple.com", "sally@example.com\n", "sa\u{0}lly@example.com",
            "sally@exam_ple.com", "\"sally\"@example.com", "sally@[192.0.2.1]", "a,b@example.com", "<a@example.com>",
            "a\u{A0}b@example.com", "a@exam\u{2028}ple.com", "a\u{202E}b@example.com", "a\u{200B}@example.com",
            "a\u{85}@example.com", "a@\(String(repeating: "b", count: 64)).com",
        ]
    )
    func implausible(address: String) {
        #expect(!EmailAddress.isPlausible(address))
    }

    @Test("255 code points are the longest, whatever their bytes")
    func length() {
        let longest = String(repeating: "é", count: 253) + "@b"
        #expect(EmailAddress.isPlausible(longest))
        #expect(!EmailAddress.isPlausible("é" + longest))
    }
}
