import Foundation
import JSON
import Testing

extension ServiceTests.VaultStack {
    /// The sample worker (`examples/worker.py`) at a site with a login form.
    @Suite struct VaultStoryTests {
        let stack: Stack
        let app: VaultUser
        let portal: Portal
        let source: String
        let task: String
        private let worker: Script

        init() throws {
            stack = try #require(Stack.running)
            app = try VaultUser(stack, "V2_KEY")
            portal = try Portal()
            source = try app.newSource(at: portal.url)
            task = try app.loginTask()
            worker = try .sampleWorker(of: stack, source)
        }

        @Test("a login is proven, fails when the site's password changes, and is proven again when it is updated")
        func story() throws {
            try portal.admit("ines", "correct-horse")
            let credential = try app.newCredential(of: source)
            #expect(try status(of: credential) == "unverified")
            let first = try end(try app.newRun(of: task, with: credential))
            #expect(first["status"] == "completed" && first["result"] == "success" && first.problems == [])
            #expect(try status(of: credential) == "verified")
            #expect(try portal.admit("ines", "other-horse") == 1, "it logged in once")

            let second = try end(try app.newRun(of: task, with: credential))
            #expect(second["status"] == "failed" && second["result"] == "failure")
            #expect(second.problems == ["auth/auth_invalid"])
            #expect(try status(of: credential) == "invalid")

            try change(credential, "other-horse")
            #expect(try status(of: credential) == "unverified")
            #expect(try end(try app.newRun(of: task, with: credential))["status"] == "completed")
            #expect(try status(of: credential) == "verified")
            #expect(try portal.admit("ines", "other-horse") == 2)
            #expect(
                try stack.events(of: credential) == [
                    "credential.created", "credential.verified", "credential.invalid", "credential.unverified",
                    "credential.verified",
                ])
        }

        @Test("the user is asked for the site's code, again after a wrong one, and the login is proven")
        func code() throws {
            try portal.admit("ines", "correct-horse", code: "246810")
            let credential = try app.newCredential(of: source)
            let run = try app.newRun(of: task, with: credential)
            for code in ["13579", "246810"] {
                try waitForQuestion(run)
                let answer = try app.post("task-runs/\(run)/interaction", ["input": ["code": .text(code)]])
                #expect(answer["status"] == "running" && answer["interaction"] == nil as JSON)
            }
            #expect(try end(run)["status"] == "completed")
            #expect(try status(of: credential) == "verified")
            #expect(
                try stack.events(of: run) == [
                    "task_run.queued", "task_run.running", "task_run.interaction_required", "task_run.running",
                    "task_run.interaction_required", "task_run.running", "task_run.completed",
                ])
        }

        @Test(
            "a login that neither succeeds nor is refused is told as what it is",
            arguments: [
                (true, false, "auth/auth_locked", "invalid"),
                (false, true, "source/source_not_available", "unverified"),
            ])
        func outcomes(isLocked: Bool, isDown: Bool, problem: String, status: String) throws {
            try portal.admit("ines", "correct-horse", isLocked: isLocked, isDown: isDown)
            let credential = try app.newCredential(of: source)
            #expect(try end(try app.newRun(of: task, with: credential)).problems == [problem])
            #expect(try self.status(of: credential) == status)
        }

        @Test("a worker stops when the app cancels the run") func cancellation() throws {
            try portal.admit("ines", "correct-horse", code: "246810")
            let credential = try app.newCredential(of: source)
            let run = try app.newRun(of: task, with: credential)
            try waitForQuestion(run)
            #expect(try app.post("task-runs/\(run)/cancel")["status"] == "canceling")
            #expect(try end(run)["status"] == "canceled")
            #expect(try status(of: credential) == "unverified")
        }

        private func status(of credential: String) throws -> String {
            try app.get("credentials/\(credential)").text("status")
        }

        private func change(_ credential: String, _ password: String) throws {
            let change: JSON = ["auth_credentials": ["password": .text(password)]]
            #expect(try app.send("PATCH", "credentials/\(credential)", change).status == 200)
        }

        private func waitForQuestion(_ run: String) throws {
            try wait(for: "a question") { try app.get("task-runs/\(run)")["status"] == "interaction_required" }
        }

        /// The run when it has ended.
        private func end(_ run: String) throws -> JSONObject {
            var shown = JSONObject()
            try wait(for: "the run's end") {
                shown = try app.get("task-runs/\(run)")
                return ["completed", "failed", "canceled"].contains(try shown.text("status"))
            }
            return shown
        }
    }
}
