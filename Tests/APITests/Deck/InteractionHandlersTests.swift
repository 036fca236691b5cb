import JSON
import MariaDB
import TestDatabase
import Testing

@testable import API

struct InteractionHandlersTests {
    let vault: Vault
    private let question: JSONObject = [
        "type": "mfa", "message": "Code?", "fields": [["name": "code", "type": "text", "label": "Code"]],
    ]

    init() throws {
        vault = try Vault()
    }

    @Test("a question keeps its form whatever the secret is")
    func form() throws {
        let run = try vault.claimedRun(
            with: try vault.newCredential(["auth_credentials": ["username": "u", "password": "am"]]))
        vault.work(run, "auth-credentials")
        let question: JSONObject = ["type": "mfa", "message": "I am", "fields": [["name": "code"]]]
        vault.work(run, "interaction-request", question)
        let path = "/v2/task-runs/\(run.id)/interaction"
        #expect(vault.send("POST", path, ["input": [:]]).problems == ["request/input_missing input.code"])
        #expect(vault.send("POST", path, ["input": ["code": "1"]]).status == 200)
        #expect(vault.work(run, "interaction", [:], "GET")["input"] == ["code": "1"])
    }

    @Test("a question names each field once")
    func twice() throws {
        let run = try vault.claimedRun(with: try vault.newCredential())
        let twice: JSONObject = ["type": "mfa", "fields": [["name": "code"], ["name": "code"]]]
        #expect(vault.work(run, "interaction-request", twice).problems == ["request/input_invalid fields"])
    }

    @Test("a worker asks, the user answers, the answer is handed over once")
    func interaction() throws {
        let run = try vault.claimedRun(with: try vault.newCredential())
        let path = "/v2/task-runs/\(run.id)/interaction"
        let early = vault.send("POST", path, ["input": ["code": "1"]])
        #expect(early.status == 409 && early.problems == ["request/interaction_not_requested"])
        #expect(vault.work(run, "interaction", [:], "GET").status == 204)
        #expect(vault.work(run, "interaction-request", question)["status"] == "interaction_required")
        #expect(vault.run(run.id)["interaction"] == .object(question))
        #expect(vault.work(run, "interaction?wait_seconds=1", [:], "GET").status == 204)
        #expect(vault.send("POST", path, ["input": [:]]).problems == ["request/input_missing input.code"])
        let answered = vault.send("POST", path, ["input": ["code": "246810"]])
        #expect(answered["status"] == "running" && answered["interaction"] == nil as JSON)
        #expect(!answered.bodyText.contains("246810"))
        #expect(vault.work(run, "interaction", [:], "GET")["input"] == ["code": "246810"])
        #expect(vault.work(run, "interaction", [:], "GET").status == 204)
        let left: [[UInt8]?] = try vault.world.column("a", "SELECT interaction_answer AS a FROM task_runs")
        #expect(left == [nil])
    }

    @Test("a user who does not answer in time fails the run, and a task that takes too long does")
    func timeouts() throws {
        for (column, problem) in [
            ("interaction_expires_at", "interaction/interaction_timeout"), ("deadline_at", "task/timeout"),
        ] {
            let run = try vault.claimedRun(with: try vault.newCredential())
            vault.work(run, "interaction-request", question)
            try vault.world.database.execute(
                "UPDATE task_runs SET \(column) = '2020-01-01', next_expiry_at = '2020-01-01' WHERE busy_lane IS NOT NULL"
            )
            #expect(vault.work(run, "heartbeat").problems == ["request/run_ended"])
            #expect(vault.run(run.id).problems == [problem])
        }
    }

    @Test("deleting a credential erases what its user answered, and no further answer is taken")
    func deletionAndAnswers() throws {
        let answers: SQL = "SELECT interaction_answer AS a FROM task_runs"
        for isAnswered in [true, false] {
            let credential = try vault.newCredential()
            let run = try vault.claimedRun(with: credential)
            vault.work(run, "interaction-request", question)
            let path = "/v2/task-runs/\(run.id)/interaction"
            if isAnswered { #expect(vault.send("POST", path, ["input": ["code": "246810"]]).status == 200) }
            let kept: [[UInt8]?] = try vault.world.column("a", "\(fragment: answers) WHERE busy_lane IS NOT NULL")
            #expect(kept.contains { $0 != nil } == isAnswered)
            vault.send("DELETE", "/v2/credentials/\(credential)")
            let left: [[UInt8]?] = try vault.world.column("a", answers)
            #expect(left.allSatisfy { $0 == nil })
            let late = vault.send("POST", path, ["input": ["code": "246810"]])
            #expect(
                late.problems == [isAnswered ? "request/interaction_not_requested" : "auth/credential_deleted"])
            #expect(vault.work(run, "interaction", [:], "GET").status == 204)
            vault.work(run, "complete")
        }
    }

    @Test("deleting a credential fails what waits for it, and what runs gets its secret no more")
    func deletion() throws {
        let credential = try vault.newCredential()
        let run = try vault.claimedRun(with: credential)
        let waiting = try vault.newRun(with: credential).text("id")
        vault.work(run, "auth-credentials")
        #expect(vault.send("DELETE", "/v2/credentials/\(credential)").status == 200)
        #expect(vault.run(waiting).problems == ["auth/credential_deleted"])
        #expect(vault.work(run, "auth-credentials").problems == ["auth/credential_deleted"])
        let report = vault.work(run, "authentication", ["outcome": "succeeded"])
        #expect(report["applied"] == false && report["credential_status"] == "deleted")
        let done = vault.work(run, "complete", ["output": "correct-horse"])
        #expect(done["status"] == "completed" && done["output"] == nil as JSON)
        #expect(vault.send("GET", "/v2/task-runs?credential_id=\(credential)").data.count == 2)
    }
}
