import JSON
import MariaDB
import Testing

@testable import API

struct LoginReportsTests {
    let vault: Vault

    init() throws {
        vault = try Vault()
    }

    @Test("a repeated report is answered alike when the credential has changed since")
    func repetitionAfterChange() throws {
        let credential = try vault.newCredential()
        let run = try vault.claimedRun(with: credential)
        vault.work(run, "auth-credentials")
        let report = { (outcome: String) in
            self.vault.work(
                run, "authentication",
                ["outcome": .text(outcome), "credential_version": 1, "message": "Wrong password"])
        }
        #expect(report("rejected")["applied"] == true)
        vault.send("PATCH", "/v2/credentials/\(credential)", ["auth_credentials": ["password": "new"]])
        let again = report("rejected")
        #expect(again.status == 200 && again["applied"] == true && again["credential_status"] == "invalid")
        #expect(report("locked").problems == ["request/report_conflict"])
    }

    @Test("nothing is kept of a worker's words that has read two versions of the secret")
    func twoVersions() throws {
        let credential = try vault.newCredential()
        let run = try vault.claimedRun(with: credential)
        vault.work(run, "auth-credentials")
        vault.send("PATCH", "/v2/credentials/\(credential)", ["auth_credentials": ["password": "new"]])
        vault.work(run, "auth-credentials")
        let report: JSONObject = ["outcome": "succeeded", "credential_version": 2, "message": "not correct-horse"]
        #expect(vault.work(run, "authentication", report)["applied"] == true)
        let done = vault.work(run, "complete", ["output": "correct-horse new"])
        #expect(done["output"] == nil as JSON && done.problems == ["task/output_withheld"])
        let messages: [String?] = try vault.world.column("m", "SELECT outcome_message AS m FROM task_runs")
        #expect(messages == ["[redacted]"])
    }

    @Test("the longest errors and questions are kept, although what was taken out of them has made them longer")
    func longestWords() throws {
        let source = try vault.newSource()
        let credential = try vault.newCredential(
            of: source, ["auth_credentials": ["username": "u", "password": "x"]])
        let run = try vault.claimedRun(with: credential)
        vault.work(run, "auth-credentials")
        let label = JSON.text(String(repeating: "x", count: 255))
        let fields = (0..<20).map { JSON.object(["name": .text("f\($0)"), "type": label, "label": label]) }
        let question: JSONObject = ["type": "mfa", "fields": .array(fields)]
        #expect(vault.work(run, "interaction-request", question)["status"] == "interaction_required")
        let error: JSON = ["type": "task", "code": "error", "message": .text(String(repeating: "x", count: 2000))]
        let failed = vault.work(run, "fail", ["errors": .array(Array(repeating: error, count: 20))])
        #expect(failed.status == 200 && failed["status"] == "failed" && failed.problems.count == 20)
        #expect(vault.send("GET", "/v2/events?type=task_run.failed").data.count == 1)
    }
}
