import Credentials
import Store
import Testing

@testable import API

struct RequestWindowTests {
    private let limit = RequestLimit(requests: 2)

    @Test("a window ends after its seconds, and says until then how many are left")
    func window() throws {
        let vault = try Vault()
        var store = try vault.world.store()
        let now = Timestamp.now
        for _ in 0..<2 { #expect(try store.admit(vault.organization, within: limit, at: now) == nil) }
        #expect(try store.admit(vault.organization, within: limit, at: now.adding(seconds: 4)) == 6)
        #expect(try store.admit(vault.organization, within: limit, at: now.adding(seconds: 10)) == nil)
    }

    @Test("a clock that is set back by more than a window does not lock the organization out")
    func clockSetBack() throws {
        let vault = try Vault()
        var store = try vault.world.store()
        let now = Timestamp.now
        for _ in 0..<2 { #expect(try store.admit(vault.organization, within: limit, at: now) == nil) }
        #expect(try store.admit(vault.organization, within: limit, at: now.adding(seconds: -4)) == 10)
        let before = now.adding(seconds: -90)
        for _ in 0..<2 { #expect(try store.admit(vault.organization, within: limit, at: before) == nil) }
        #expect(try store.admit(vault.organization, within: limit, at: before) == 10)
    }
}
