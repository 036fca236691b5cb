import Foundation
import JSON
import Testing

extension ServiceTests.RunningStack {
    @Suite struct SideBySideTests {
        let stack: Stack

        init() throws {
            stack = try #require(Stack.running)
        }

        @Test("two worker processes answer requests side by side") func bothWork() throws {
            let workers = try stack.workers
            #expect(Set(workers).count == 2)
            let before = try (1...2).map { try stack.answers(by: $0) }
            for answer in try stack.sendAtOnce(100, try stack.request("GET", "/v1/auth_providers")) {
                #expect(answer.status == 200)
            }
            for (worker, count) in zip(1...2, before) { #expect(try stack.answers(by: worker) >= count + 10) }
            #expect(try stack.workers == workers)
        }

        @Test("the same right code sent 200 times at once is accepted once, and told of once")
        func codeWorksOnce() throws {
            let user = try stack.newHuman().text("id")
            let device = try stack.newDevice(of: user)
            let request = try stack.request(
                "POST", "/v1/credentials/\(try device.text("id"))/verify",
                JSON.object(["credential": ["code": .text(try stack.code(of: device))]]).encoded())
            let statuses = try stack.sendAtOnce(200, request).map(\.status)
            #expect(statuses.count { $0 == 200 } == 1)
            #expect(statuses.count { $0 == 422 } == 199)
            let events = try stack.send("GET", "/v1/events?user_id=\(user)").collection
            #expect(
                try events.map { try $0.text("event_type") } == ["user.updated", "user.updated", "user.created"],
                "one for the device's creation, one for its activation")
        }
    }
}
