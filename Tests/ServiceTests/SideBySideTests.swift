import Credentials
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
            let before = try (1...2).map { try served(by: $0) }
            for answer in try stack.sendAtOnce(100, try stack.request("GET", "/v1/auth_providers")) {
                #expect(answer.status == 200)
            }
            for (worker, count) in zip(1...2, before) { #expect(try served(by: worker) >= count + 10) }
            #expect(try stack.workers == workers)
        }

        @Test("the same valid code sent 200 times at once is accepted once, and told of once") func codeWorksOnce() throws {
            _ = try? stack.create("auth_providers", "auth_provider", ["provider_type": "totp"])
            let name = "once-\(UUID().uuidString)"
            let user = try stack.create(
                "users", "user",
                ["user_type": "human", "username": .text(name), "email": "once@example.com", "password": "a long phrase"]
            ).text("id")
            let device = try stack.create(
                "credentials", "credential", ["user_id": .text(user), "credential_type": "totp", "name": "Phone"])
            let key = try #require(Base32.decode(try device.text("otp_secret")))
            let totp = TOTP(secret: key)
            let code = totp.code(atStep: totp.step(at: .now))
            let request = try stack.request(
                "POST", "/v1/credentials/\(try device.text("id"))/verify",
                JSON.object(["credential": ["code": .text(code)]]).encoded())
            let statuses = try stack.sendAtOnce(200, request).map(\.status)
            #expect(statuses.count { $0 == 200 } == 1)
            #expect(statuses.count { $0 == 422 } == 5, "five failures are told what they are, the others to wait")
            #expect(statuses.count { $0 == 429 } == 194)
            let events = try stack.send("GET", "/v1/events?user_id=\(user)").collection.map { try $0.text("event_type") }
            #expect(events == ["user.updated", "user.updated", "user.created"], "the device's creation and activation")
        }

        private func served(by worker: Int) throws -> Int {
            let log = try String(contentsOfFile: "\(try stack.value("CREDENCE_LOG_DIR"))/worker-\(worker).log", encoding: .utf8)
            return log.split(separator: "\n").count { $0.contains(#""message":"request""#) }
        }
    }
}
