import Credentials
import Testing

@Suite("Membership permission")
struct MembershipPermissionTests {
    private static let letters = "abcdefghijklmnopqrstuvwxyz"

    @Test(
        "letters, digits and some marks may be used, in the case given",
        arguments: [
            "a", "*", letters, letters.uppercased(), "0123456789", "*:;._-", "feature:admin", "widget:*", "Ar:Owner",
            String(repeating: "x", count: 62),
        ])
    func valid(name: String) {
        #expect(MembershipPermission(rawValue: name)?.rawValue == name)
    }

    @Test(
        "anything else may not",
        arguments: [
            "", " ", "a b", "a,b", "a/b", "a+b", "a@b", "a[b", "a`b", "a{b", "a\0b", "a\nb", "é", "ａ", "e\u{301}", "²",
            String(repeating: "x", count: 63),
        ])
    func invalid(name: String) {
        #expect(MembershipPermission(rawValue: name) == nil)
    }

    @Test("words that differ in case only are different ones")
    func distinction() {
        #expect(MembershipPermission(rawValue: "admin") != MembershipPermission(rawValue: "Admin"))
    }
}
