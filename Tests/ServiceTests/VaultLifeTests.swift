import JSON
import Testing

extension ServiceTests.VaultStack {
    /// How credentials come from one status to another, and what is left of them (deck-v2.md sections 4, 9.1, 9.2, 10).
    @Suite struct VaultLifeTests {
        let stack: Stack
        let app: VaultUser
        let worker: VaultUser
        let source: String
        let task: String

        init() throws {
            stack = try #require(Stack.running)
            (app, worker) = (try VaultUser(stack, "V2_KEY"), try VaultUser(stack, "V2_WORKER_KEY"))
            source = try app.newSource()
            task = try app.loginTask()
        }

        @Test("each transition is told once, and what is none is not told") func transitions() throws {
            let credential = try app.newCredential(of: source)
            var events = ["credential.created"]
            for (trigger, status, isTold) in [
                ("rename", "unverified", false), ("update", "unverified", false), ("succeeded", "verified", true),
                ("succeeded", "verified", false), ("rename", "verified", false), ("unreachable", "verified", false),
                ("update", "unverified", true), ("rejected", "invalid", true), ("locked", "invalid", false),
                ("rename", "invalid", false), ("update", "unverified", true), ("succeeded", "verified", true),
                ("rejected", "invalid", true), ("succeeded", "verified", true),
                ("interaction_failed", "verified", false), ("unknown", "verified", false),
                ("not_required", "verified", false), ("locked", "invalid", true), ("delete", "deleted", true),
                ("delete", "deleted", false),
            ] {
                try pull(trigger, on: credential)
                if isTold { events.append("credential.\(status)") }
                #expect(try app.get("credentials/\(credential)")["status"] == .text(status), "after \(trigger)")
                #expect(try stack.events(of: credential) == events, "after \(trigger)")
            }
        }

        @Test("a report on what a credential was before changes nothing", arguments: ["succeeded", "rejected"])
        func staleReport(outcome: String) throws {
            let credential = try app.newCredential(of: source)
            _ = try app.newRun(of: task, with: credential)
            let run = try worker.claim(from: source)
            let version = try run.send("auth-credentials").object["credential_version"]
            try pull("update", on: credential)
            let report = try run.send(
                "authentication", ["outcome": .text(outcome), "credential_version": version ?? .null])
            #expect(report.status == 200 && report.object["applied"] == false)
            #expect(report.object["credential_status"] == "unverified")
            #expect(try stack.events(of: credential) == ["credential.created"])
            if outcome == "succeeded" { try run.send("complete") }
            #expect(try app.get("credentials/\(credential)")["status"] == "unverified")
        }

        @Test("a deleted credential stays to be seen, and nothing can be done with it") func deletion() throws {
            let credential = try app.newCredential(of: source, fields: ["company": "ACME"])
            let (first, second) = (
                try app.newRun(of: task, with: credential), try app.newRun(of: task, with: credential)
            )
            let run = try worker.claim(from: source)
            #expect(run.id == first)
            let released = try run.send("auth-credentials")
            #expect(released.headers["cache-control"]?.contains("no-store") == true)
            for _ in 1...2 {
                let answer = try app.send("DELETE", "credentials/\(credential)")
                #expect(answer.status == 200 && answer.object.names == ["id", "object", "deleted", "request_id"])
                #expect(answer.object["id"] == .text(credential) && answer.object["deleted"] == true)
            }
            let shown = try app.get("credentials/\(credential)")
            #expect(shown["status"] == "deleted" && shown["auth_credentials"] == [:])
            let listed = try app.send("GET", "credentials?status=deleted&source_id=\(source)").data
            #expect(try listed.map { try $0.text("id") } == [credential])
            #expect(try app.send("GET", "task-runs?credential_id=\(credential)").data.count == 2)

            let again = try app.send("POST", "tasks/\(task)/run", ["credential_id": .text(credential)])
            #expect(again.status == 409 && again.problems == ["auth/credential_deleted credential_id"])
            let change = try app.send("PATCH", "credentials/\(credential)", ["external_id": "new"])
            #expect(change.status == 409 && change.problems == ["auth/credential_deleted"])
            #expect(try app.get("task-runs/\(second)").problems == ["auth/credential_deleted"])
            let release = try run.send("auth-credentials")
            #expect(release.status == 409 && release.problems == ["auth/credential_deleted"])
            let report = try run.send("authentication", ["outcome": "succeeded"])
            #expect(report.object["applied"] == false && report.object["credential_status"] == "deleted")
            #expect(try run.send("complete").object["status"] == "completed")
            #expect(try stack.events(of: credential) == ["credential.created", "credential.deleted"])
            #expect(try stack.events(of: second) == ["task_run.queued", "task_run.failed"])
        }

        /// Does something to a credential, or has a worker report something of it.
        private func pull(_ trigger: String, on credential: String) throws {
            let path = "credentials/\(credential)"
            let status =
                switch trigger {
                case "rename": try app.send("PATCH", path, ["external_id": "renamed"]).status
                case "update":
                    try app.send("PATCH", path, ["auth_credentials": ["password": "correct-horse"]]).status
                case "delete": try app.send("DELETE", path).status
                default: try report(trigger, of: credential).status
                }
            #expect(status == 200, "\(trigger)")
        }

        /// Runs a login to its end and returns the answer to the report.
        private func report(_ outcome: String, of credential: String) throws -> Answer {
            _ = try app.newRun(of: task, with: credential)
            let run = try worker.claim(from: source)
            try run.send("auth-credentials")
            let report = try run.send("authentication", ["outcome": .text(outcome)])
            if ["succeeded", "not_required"].contains(outcome) {
                #expect(try run.send("complete").status == 200)
            }
            return report
        }
    }
}
