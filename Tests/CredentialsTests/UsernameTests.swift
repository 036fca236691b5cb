import Credentials
import Testing

@Suite("Username")
struct UsernameTests {
    @Test(
        "anything visible will do under standard", arguments: ["sally", "s", "sally@example.com", "ä ß 🔑", "a.b+c%d"])
    func standard(name: String) {
        #expect(Username.isValid(name, under: .standard))
    }

    @Test(
        "nothing, control characters and what looks like an id will not",
        arguments: ["", "a\nb", "a\u{7F}", "a\0", "usr_x"])
    func invalid(name: String) {
        #expect(!Username.isValid(name, under: .standard))
    }

    @Test("under email it has to be an address")
    func email() {
        #expect(Username.isValid("sally@example.com", under: .email))
        #expect(!Username.isValid("sally", under: .email))
        #expect(!Username.isValid("usr_sally@example.com", under: .email))
    }

    @Test("the words of paths are reserved", arguments: ["authenticate_key", "--", "-"])
    func reserved(name: String) {
        #expect(Username.isReserved(name))
    }

    @Test("other names are not reserved")
    func unreserved() {
        #expect(!Username.isReserved("sally"))
        #expect(!Username.isReserved("---"))
    }

    @Test("generated names are valid and differ")
    func generated() {
        let names = (0..<100).map { _ in Username.generate() }
        #expect(Set(names).count == 100)
        #expect(names.allSatisfy { $0.utf8.count == 20 && $0.hasPrefix("api-") && $0 == $0.lowercased() })
        #expect(names.allSatisfy { Username.isValid($0, under: .standard) && !Username.isReserved($0) })
    }
}
