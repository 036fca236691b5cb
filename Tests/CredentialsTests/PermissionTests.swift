import Credentials
import Testing

@Suite("Permission")
struct PermissionTests {
    @Test("manage includes write, and write includes read")
    func order() {
        #expect(Permission.allCases.sorted() == [.read, .write, .manage])
        #expect(Permission.read < .write)
        #expect(Permission.write < .manage)
        #expect(!(Permission.manage < .manage))
    }

    @Test("the words are those of the command line and the database")
    func words() {
        #expect(Permission.allCases.map(\.rawValue) == ["read", "write", "manage"])
    }
}
