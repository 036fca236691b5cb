import Foundation
import JSON
import Testing

/// Secrets of `/v2` in every place where an app or a worker puts them, rightly or wrongly.
struct PlantedVault {
    private let stack: Stack
    private let app: VaultUser
    private let worker: VaultUser
    private let refusals: Collector<Answer>
    private let first = PlantedSecret.random()
    private let second = PlantedSecret.random()
    private let pin = PlantedSecret.random()
    private let code = PlantedSecret.random()
    private let wrong = PlantedSecret.random()

    /// - Parameter refusals: where answers are kept that are errors.
    init(_ stack: Stack, _ refusals: Collector<Answer>) throws {
        (self.stack, self.refusals) = (stack, refusals)
        (app, worker) = (try VaultUser(stack, "V2_KEY"), try VaultUser(stack, "V2_WORKER_KEY"))
    }

    /// Uses the secrets and returns them.
    func secrets() throws -> [PlantedSecret] {
        let source = try app.newSource()
        let credential = try app.newCredential(
            of: source, password: first, fields: ["pin": ["value": .text(pin), "secret": true]], headers: key())
        try send(
            app.send(
                "PATCH", "credentials/\(credential)", ["auth_credentials": ["password": .text(second)]],
                headers: key()), expecting: 200)
        let leases = try [finish, give, leave].map { end in
            _ = try app.newRun(with: credential)
            let run = try worker.claim(from: source)
            try end(run)
            return run.lease
        }
        try mistakes(source)
        return leases.map { PlantedSecret("a lease", $0) } + [
            PlantedSecret("a credential's password", first), PlantedSecret("a changed one", second),
            PlantedSecret("a secret source field", pin), PlantedSecret("an answer to a question", code),
            PlantedSecret("a secret of /v2 in the wrong place", wrong),
        ]
    }

    /// A worker that tells all it knows with every word, and completes its run.
    private func finish(_ run: LeasedRun) throws {
        try ask(run)
        try send(run.send("interaction", nil, method: "GET"), expecting: 200)
        let words = JSON.text("I tried \(second) and \(pin)!")
        try send(run.send("authentication", ["outcome": "succeeded", "message": words]), expecting: 200)
        try send(run.send("complete", ["output": ["words": words, second: [words, [pin: 1]]]]), expecting: 200)
    }

    /// One that says so when it fails.
    private func give(_ run: LeasedRun) throws {
        try send(run.send("auth-credentials"), expecting: 200)
        let error: JSON = [
            "type": "task", "code": "error", "message": .text("\(second)\(pin)"), "field": .text(pin),
        ]
        try send(run.send("fail", ["errors": [error]]), expecting: 200)
    }

    /// One that leaves an answer where it is, and a question that holds what it may not.
    private func leave(_ run: LeasedRun) throws {
        try ask(run)
    }

    private func ask(_ run: LeasedRun) throws {
        try send(run.send("auth-credentials"), expecting: 200)
        let label = JSON.text("Is it \(second)?")
        let question: JSON = [
            "type": "mfa", "message": label, "fields": [["name": "code", "label": label]], "timeout_seconds": 300,
        ]
        try send(run.send("interaction-request", question), expecting: 200)
        let answer = try app.send(
            "POST", "task-runs/\(run.id)/interaction", ["input": ["code": .text(code)]], headers: key())
        try send(answer, expecting: 200)
    }

    /// Requests that fail, with a secret where a confused caller may put it.
    private func mistakes(_ source: String) throws {
        let secret = JSON.text(wrong)
        let refused: [(String, String, JSON?)] = [
            ("POST", "credentials", ["source_id": secret, "auth_method": secret]),
            (
                "POST", "credentials",
                ["source_id": .text(source), "external_id": ["x": secret], "auth_credentials": ["password": secret]]
            ),
            (
                "POST", "credentials",
                [
                    "source_id": .text(source), "auth_method": "username_password",
                    "auth_credentials": ["password": secret, "source_fields": [wrong: secret, "a": [secret]]],
                ]
            ),
            ("GET", "credentials?cursor=\(wrong)&status=\(wrong)", nil), ("GET", "credentials/\(wrong)", nil),
            ("POST", "task-runs/\(wrong)/cancel", nil), ("POST", "task-runs/claim", ["source_ids": secret]),
        ]
        for (method, path, body) in refused {
            let answer = try (path.hasSuffix("claim") ? worker : app).send(method, path, body)
            try #require((400..<500).contains(answer.status), "\(method) \(path.prefix(12))")
            refusals.add(answer)
        }
        let stranger = VaultUser(stack: stack, key: wrong)
        try send(stranger.send("GET", "test"), expecting: 401)
        let thief = LeasedRun(worker: worker, id: "trun_00000000000000000000000000", lease: wrong)
        try send(thief.send("heartbeat"), expecting: 404)
        let long = try app.send("POST", "sources", [:], headers: ["Idempotency-Key": wrong])
        try send(long, expecting: 400)
    }

    private func key() -> [String: String] { ["Idempotency-Key": UUID().uuidString] }

    private func send(_ answer: Answer, expecting status: Int) throws {
        try #require(answer.status == status, "\(answer.problems)")
        if status >= 400 { refusals.add(answer) }
    }
}
