import Credentials
import JSON
import Store
import Testing

@Suite("Store: sessions")
struct StoreSessionsTests {
    @Test("expired sessions are swept, no more at once than asked for, and no others")
    func sweep() throws {
        let deployment = try Deployment()
        var store = try deployment.store()
        let user = try store.newUser("sally", try deployment.grant())
        for seconds in [-30, -20, -10, 60, 90] {
            let login = LoginSession(id: new(), user: user, expiresAt: .now.adding(seconds: seconds), request: [:])
            try store.insert(login, try deployment.grant())
        }
        #expect(try store.sweepExpiredSessions(limit: 2) == 2)
        #expect(try store.sweepExpiredSessions(limit: 2) == 1)
        #expect(try store.sweepExpiredSessions(limit: 2) == 0)
        let page = PageRequest<SessionID, Void>(after: nil, limit: 10, sort: (), descending: false)
        #expect(try store.sessions(of: user, page, try deployment.grant()).items.count == 2)
    }
}
