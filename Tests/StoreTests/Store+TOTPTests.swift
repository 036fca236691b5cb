import Credentials
import MariaDB
import Store
import Testing

@Suite("Store: TOTP")
struct StoreTOTPTests {
    private let deployment: Deployment
    private let device: CredentialID
    private let verify: Grant<VerifyCredential>

    init() throws {
        deployment = try Deployment()
        var store = try deployment.store()
        let user = try store.newUser("sally", try deployment.grant())
        let provider = try store.newProvider(.totp, try deployment.grant())
        device = try store.newDevice(of: user, provider, try deployment.grant())
        verify = try deployment.grant()
    }

    @Test("a step is used once, and older ones not after it")
    func steps() throws {
        var store = try deployment.store()
        #expect(try store.useStep(100, of: device, verify))
        #expect(try !store.useStep(100, of: device, verify))
        #expect(try !store.useStep(99, of: device, verify))
        #expect(try store.useStep(101, of: device, verify))
        #expect(try #require(try store.lockedGuard(device, verify)).lastStep == 101)
        #expect(try !store.useStep(200, of: new(), verify))
    }

    @Test("at once a step is used once, too, and only while there are no failures to forgive")
    func stepsAtOnce() throws {
        var store = try deployment.store()
        #expect(try store.ask(.useOfStep(100, of: device, verify)))
        #expect(try !store.ask(.useOfStep(100, of: device, verify)))
        #expect(try !store.useStep(100, of: device, verify))
        #expect(try !store.ask(.useOfStep(99, of: device, verify)))
        var limit = GuessLimit()
        limit.fail(at: .now)
        try store.setLimit(limit, of: device, verify)
        #expect(try !store.ask(.useOfStep(101, of: device, verify)))
        #expect(try store.useStep(101, of: device, verify))
        #expect(try store.ask(.useOfStep(102, of: device, verify)))
        #expect(try !store.ask(.useOfStep(200, of: new(), verify)))
    }

    @Test("failures are kept to the microsecond, and using a step forgives them")
    func failures() throws {
        var store = try deployment.store()
        var limit = GuessLimit()
        for _ in 0..<3 { limit.fail(at: .now) }
        try store.setLimit(limit, of: device, verify)
        #expect(try #require(try store.lockedGuard(device, verify)).limit == limit)
        #expect(try store.useStep(100, of: device, verify))
        #expect(try #require(try store.lockedGuard(device, verify)).limit == GuessLimit())
    }

    @Test("activation happens once")
    func activation() throws {
        var store = try deployment.store()
        #expect(try store.activate(device, verify))
        #expect(try !store.activate(device, verify))
    }

    @Test("the guard goes with its credential")
    func deletion() throws {
        var store = try deployment.store()
        #expect(try store.delete(device, try deployment.grant(DeleteCredential.self)))
        #expect(try store.lockedGuard(device, verify) == nil)
    }
}
