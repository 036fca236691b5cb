import JSON
import TestDatabase
import Testing

@testable import API

struct TaskRunHandlersTests {
    let vault: Vault

    @Test("a page of long runs is shorter than was asked for, and nothing is passed over")
    func longRuns() throws {
        let (task, source) = (try vault.newTask(), try vault.newSource())
        let long = JSON.text(String(repeating: "x", count: 1_000_000))
        let ids = try (0..<10).map { _ in
            try vault.newRun(of: task, ["source_id": .text(source), "input": long]).text("id")
        }
        let first = vault.send("GET", "/v2/task-runs?limit=10")
        #expect(first.data.count == 8 && first["has_more"] == true)
        let rest = vault.send("GET", "/v2/task-runs?limit=10&cursor=\(try first.text("next_cursor"))")
        #expect(rest["has_more"] == false)
        #expect(try (first.data + rest.data).map { try $0.text("id") } == ids.reversed())
    }

    init() throws {
        vault = try Vault()
    }

    @Test("a run is queued with a session of its own")
    func run() throws {
        let (task, credential) = (try vault.newTask(), try vault.newCredential())
        let answer = try vault.newRun(
            of: task, ["credential_id": .text(credential), "input": ["since": "2026"], "request_id": "x"])
        #expect(answer.status == 201 && answer["status"] == "queued" && answer["result"] == nil as JSON)
        #expect(
            answer.object.names == [
                "id", "object", "status", "result", "task_id", "agent_id", "source_id", "credential_id", "session_id",
                "runtime_ms", "output", "errors", "interaction", "created_at", "updated_at", "request_id",
            ])
        #expect(answer["task_id"] == .text(task) && answer["credential_id"] == .text(credential))
        #expect(try vault.runEvents() == ["session.queued", "task_run.queued"])
        let path = "/v2/task-runs/\(try answer.text("id"))"
        #expect(vault.send("GET", path)["input"] == nil)
        let more = vault.send("GET", path + "?include=input,storage,artifacts", key: vault.read)
        #expect(more["input"] == ["since": "2026"] && more["storage"] == [])
        #expect(more["artifacts"] == ["screenshots": []])
        let session = vault.send("GET", "/v2/sessions/\(try answer.text("session_id"))")
        #expect(session["status"] == "queued")
        #expect(
            session["task_runs"] == [
                [
                    "id": answer["id"] ?? nil, "task_id": .text(task), "agent_id": answer["agent_id"] ?? nil,
                    "credential_id": .text(credential),
                ]
            ])
    }

    @Test("what a run cannot have is refused on its field")
    func refusals() throws {
        let (task, source, credential) = (try vault.newTask(), try vault.newSource(), try vault.newCredential())
        func problems(_ body: JSONObject) throws -> [String] { try vault.newRun(of: task, body).problems }
        #expect(try problems([:]) == ["request/input_missing credential_id"])
        #expect(try problems(["credential_id": "cred_x"]) == ["request/credential_not_found credential_id"])
        #expect(try problems(["source_id": "src_x"]) == ["source/source_not_found source_id"])
        #expect(
            try problems(["source_id": .text(source), "credential_id": .text(credential)])
                == ["source/source_invalid source_id"])
        #expect(
            try problems(["source_id": .text(source), "session_id": "sess_x"])
                == ["request/session_not_found session_id"])
        #expect(try vault.newRun(of: "task_x", ["source_id": .text(source)]).problems == ["request/task_not_found"])
        let theirs = vault.send(
            "POST", "/v2/tasks/\(task)/run", ["credential_id": .text(credential)], key: vault.stranger)
        #expect(theirs.problems == ["request/task_not_found"])
        vault.send("DELETE", "/v2/credentials/\(credential)")
        #expect(try problems(["credential_id": .text(credential)]) == ["auth/credential_deleted credential_id"])
        #expect(try vault.runEvents().isEmpty)
    }

    @Test("input is judged by the task's schema")
    func schema() throws {
        let task = try vault.newTask(
            of: nil,
            ["input_schema": ["type": "object", "properties": ["n": ["type": "integer"]], "required": ["n"]]])
        let source = JSON.text(try vault.newSource())
        let wrong = try vault.newRun(of: task, ["source_id": source, "input": ["n": "planted"]])
        #expect(wrong.status == 400 && wrong.problems == ["request/input_invalid input.n"])
        #expect(!wrong.bodyText.contains("planted"))
        #expect(try vault.newRun(of: task, ["source_id": source]).status == 400)
        #expect(try vault.newRun(of: task, ["source_id": source, "input": ["n": 5]]).status == 201)
    }

    @Test("a session is used again by runs of its credential, until it has ended")
    func reuse() throws {
        let (task, credential) = (try vault.newTask(), try vault.newCredential())
        let session = JSON.text(try vault.newRun(of: task, with: credential).text("session_id"))
        func again(_ body: JSONObject) throws -> Answer {
            var body = body
            body["session_id"] = session
            return try vault.newRun(of: task, body)
        }
        let second = try again(["credential_id": .text(credential)])
        #expect(second.status == 201 && second["session_id"] == session)
        let other = try again(["credential_id": .text(try vault.newCredential())])
        #expect(other.problems == ["request/session_credential_mismatch session_id"])
        let ended = vault.send("POST", "/v2/sessions/\(session.plain)/end")
        #expect(ended.status == 200 && ended["status"] == "completed")
        #expect(vault.run(try second.text("id"))["status"] == "canceled")
        #expect(try again(["credential_id": .text(credential)]).problems == ["request/session_ended session_id"])
    }

    @Test("a run that waits is canceled at once, and stays so")
    func cancel() throws {
        let run = try vault.newRun(with: try vault.newCredential())
        let path = "/v2/task-runs/\(try run.text("id"))/cancel"
        for _ in 0..<2 { #expect(vault.send("POST", path)["status"] == "canceled") }
        #expect(
            try vault.runEvents() == ["session.queued", "task_run.queued", "task_run.canceled", "session.idle"])
        #expect(vault.send("POST", path, key: vault.stranger).problems == ["request/task_run_not_found"])
    }

    @Test("a list is narrowed down")
    func filters() throws {
        let (one, other) = (try vault.newTask(), try vault.newTask())
        let credential = try vault.newCredential()
        let ids = [
            try vault.newRun(of: one, with: credential), try vault.newRun(of: other, with: credential),
            try vault.newRun(of: other, with: try vault.newCredential()),
        ]
        let texts = try ids.map { try $0.text("id") }
        vault.send("POST", "/v2/task-runs/\(texts[1])/cancel")
        func list(_ query: String) throws -> [String] {
            try vault.send("GET", "/v2/task-runs?\(query)").data.map { try $0.text("id") }
        }
        #expect(try list("") == texts.reversed())
        #expect(try list("status=queued") == [texts[2], texts[0]])
        #expect(try list("status=queued,canceled&task_id=\(other)") == [texts[2], texts[1]])
        #expect(try list("status[]=cancelling").isEmpty && list("outcome=success").isEmpty)
        #expect(try list("credential_id=\(credential)") == [texts[1], texts[0]])
        #expect(try list("source_id=\(try ids[2].text("source_id"))") == [texts[2]])
        #expect(try list("agent_id=\(try ids[0].text("agent_id"))&status=queued") == [texts[0]])
        #expect(try list("created_after=\(try ids[1].text("created_at"))&limit=1") == [texts[2]])
        #expect(try list("created_before=2020-01-01T00:00:00Z").isEmpty)
        #expect(vault.send("GET", "/v2/task-runs?status=lost").problems == ["request/input_invalid status"])
        #expect(vault.send("GET", "/v2/task-runs", key: vault.stranger).data.isEmpty)
    }
}
