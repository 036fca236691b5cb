import JSON
import Testing

extension ServiceTests.VaultStack {
    /// Who may do what (deck-v2.md section 10, and section 13, decisions 6 and 14).
    @Suite struct VaultAccessTests {
        /// What only apps may do, with an object's id in place of the star.
        private static let appCalls = [
            "GET credentials", "POST credentials", "GET credentials/*", "PATCH credentials/*", "DELETE credentials/*",
            "POST sources", "GET task-runs", "POST task-runs/*/interaction", "POST task-runs/*/cancel",
        ]
        private static let workerCalls = [
            "POST task-runs/claim", "POST task-runs/*/auth-credentials", "POST task-runs/*/authentication",
            "POST task-runs/*/heartbeat", "POST task-runs/*/interaction-request", "GET task-runs/*/interaction",
            "POST task-runs/*/complete", "POST task-runs/*/fail",
        ]

        let stack: Stack
        let app: VaultUser
        let worker: VaultUser

        init() throws {
            stack = try #require(Stack.running)
            (app, worker) = (try VaultUser(stack, "V2_KEY"), try VaultUser(stack, "V2_WORKER_KEY"))
        }

        @Test("apps cannot do what workers may, nor workers what apps may", arguments: appCalls + workerCalls)
        func classes(_ call: String) throws {
            let run = try leasedRun()
            let caller = Self.workerCalls.contains(call) ? app : worker
            let answer = try send(call, as: caller, run)
            #expect(answer.status == 403 && answer.problems == ["request/permission_denied"])
            #expect(try app.get("task-runs/\(run.id)")["status"] == "running")
            #expect(try run.send("complete").status == 200)
        }

        @Test("without a key, or with an unknown one, nobody does anything", arguments: appCalls + workerCalls)
        func keys(_ call: String) throws {
            let nobody = VaultUser(stack: stack, key: String(app.key.dropLast()))
            let answer = try send(call, as: nobody, LeasedRun(worker: worker, id: "trun_x", lease: ""))
            #expect(answer.status == 401 && answer.problems == ["request/api_key_invalid"])
        }

        @Test("both classes see that the service is there") func test() throws {
            for user in [app, worker] { #expect(try user.get("test")["status"] == "ready") }
        }

        @Test("another organization sees nothing of what there is") func organizations() throws {
            let stranger = try VaultUser(stack, "V2_OTHER_KEY")
            let source = try app.newSource()
            let credential = try app.newCredential(of: source)
            let run = try leasedRun()
            for (method, path, problem) in [
                ("GET", "credentials/\(credential)", "request/credential_not_found"),
                ("PATCH", "credentials/\(credential)", "request/credential_not_found"),
                ("DELETE", "credentials/\(credential)", "request/credential_not_found"),
                ("GET", "sources/\(source)", "source/source_not_found"),
                ("GET", "task-runs/\(run.id)", "request/task_run_not_found"),
                ("POST", "task-runs/\(run.id)/cancel", "request/task_run_not_found"),
            ] {
                let answer = try stranger.send(method, path, method == "PATCH" ? ["external_id": "mine"] : nil)
                #expect(answer.status == 404 && answer.problems == [problem], "\(method) \(path)")
            }
            let begun = try stranger.send(
                "POST", "tasks/\(try stranger.loginTask())/run", ["credential_id": .text(credential)])
            #expect(begun.status == 404 && begun.problems == ["request/credential_not_found credential_id"])
            let made = try stranger.send("POST", "credentials", ["source_id": .text(source)])
            #expect(made.status == 404 && made.problems == ["source/source_not_found source_id"])
            for list in ["credentials", "sources", "task-runs"] {
                #expect(try stranger.send("GET", list).data.isEmpty)
            }
            #expect(try app.get("credentials/\(credential)")["external_id"] == nil as JSON)
        }

        @Test("another organization's worker can do nothing with a run, even when it has the lease")
        func foreignWorker() throws {
            let run = try leasedRun()
            let key = try stack.run(
                "credence", "v2", "worker-key", "create", "--organization",
                try stack.value("CREDENCE_V2_OTHER_ORGANIZATION"), "--name", "foreign")
            let foreigner = VaultUser(stack: stack, key: String(key.prefix { !$0.isNewline }))
            for call in Self.workerCalls where call != "POST task-runs/claim" {
                let answer = try send(call, as: foreigner, run)
                #expect(answer.status == 404 && answer.problems == ["request/task_run_not_found"], "\(call)")
            }
            #expect(try foreigner.send("POST", "task-runs/claim", [:]).status == 204)
            #expect(try run.send("complete").status == 200)
        }

        /// A run that a worker has, with a credential.
        private func leasedRun() throws -> LeasedRun {
            let source = try app.newSource()
            _ = try app.newRun(with: try app.newCredential(of: source))
            return try worker.claim(from: source)
        }

        private func send(_ call: String, as user: VaultUser, _ run: LeasedRun) throws -> Answer {
            let parts = call.split(separator: " ").map { String($0) }
            let body: JSON? =
                switch parts[1].split(separator: "/").last {
                case "authentication": ["outcome": "succeeded"]
                case "interaction-request": ["type": "mfa", "fields": [["name": "code"]]]
                case "fail": ["errors": [["type": "task", "code": "error"]]]
                default: parts[0] == "GET" ? nil : [:]
                }
            return try user.send(
                parts[0], parts[1].replacing("*", with: run.id), body, headers: ["Deck-Lease": run.lease])
        }
    }
}
