import Crypto
import Foundation
import JSON
import MariaDB
import TestDatabase
import Testing

@testable import API

struct WorkerHandlersTests {
    let vault: Vault

    init() throws {
        vault = try Vault()
    }

    @Test("a run is claimed, its secret read, its login reported, and it is completed")
    func wholeRun() throws {
        let credential = try vault.newCredential()
        let id = try vault.newRun(with: credential).text("id")
        let claimed = vault.claim(["lease_seconds": 60])
        #expect(claimed.status == 200 && claimed["id"] == .text(id) && claimed["status"] == "running")
        #expect(claimed["source"] == ["type": "website", "website": ["url": "https://portal.example/login"]])
        let run = (id: id, token: try claimed.lease())
        #expect(run.token.wholeMatch(of: /lease_[0-9A-Za-z]{43}/) != nil)
        #expect(vault.claim().status == 204)
        let released = vault.work(run, "auth-credentials")
        #expect(
            released["auth_credentials"]
                == ["username": "ines@acme.test", "password": "correct-horse", "source_fields": [:]])
        #expect(released["credential_version"] == 1)
        #expect(vault.work(run, "heartbeat")["status"] == "running")
        let report = vault.work(run, "authentication", ["outcome": "succeeded", "credential_version": 1])
        #expect(report["applied"] == true && report["credential_status"] == "verified")
        #expect(vault.credentialStatus(credential) == "verified")
        let done = vault.work(run, "complete", ["output": ["said": "my correct-horse!"]])
        #expect(done["status"] == "completed" && done["result"] == "success")
        #expect(done["output"] == ["said": "my [redacted]!"])
        #expect(vault.work(run, "heartbeat").problems == ["request/run_ended"])
        let events = try vault.eventTypes().suffix(7)
        #expect(
            events == [
                "session.queued", "task_run.queued", "task_run.running", "session.running", "credential.verified",
                "task_run.completed", "session.idle",
            ])
    }

    @Test("what stands for a secret is not searched for others")
    func shortSecrets() throws {
        let fields: JSON = ["a": ["value": "d", "secret": true], "b": ["value": "ed", "secret": true]]
        let run = try vault.claimedRun(
            with: try vault.newCredential(
                of: nil, ["auth_credentials": ["username": "ines", "password": "e", "source_fields": fields]]))
        vault.work(run, "auth-credentials")
        let done = vault.work(run, "complete", ["output": ["x": "ed, de"]])
        #expect(done["output"] == ["x": "[redacted], [redacted][redacted]"])
    }

    @Test(
        "what a login comes to",
        arguments: [
            ("rejected", "failed", "invalid", "auth/auth_invalid"), ("locked", "failed", "invalid", "auth/auth_locked"),
            ("interaction_failed", "failed", "unverified", "interaction/interaction_timeout"),
            ("unreachable", "failed", "unverified", "source/source_not_available"),
            ("unknown", "failed", "unverified", "session/session_error"), ("succeeded", "running", "verified", ""),
            ("not_required", "running", "unverified", ""),
        ])
    func outcomes(outcome: String, status: String, credentialStatus: String, problem: String) throws {
        let credential = try vault.newCredential()
        let run = try vault.claimedRun(with: credential)
        vault.work(run, "auth-credentials")
        let first = vault.work(run, "authentication", ["outcome": .text(outcome)])
        let again = vault.work(run, "authentication", ["outcome": .text(outcome)])
        #expect(first.status == 200 && again.status == 200 && again["applied"] == first["applied"])
        let other = vault.work(run, "authentication", ["outcome": .text(outcome), "message": "other"])
        #expect(other.problems == ["request/report_conflict"])
        #expect(vault.run(run.id)["status"] == .text(status))
        #expect(vault.run(run.id).problems == (problem.isEmpty ? [] : [problem]))
        #expect(vault.credentialStatus(credential) == .text(credentialStatus))
    }

    @Test("a report on what the credential was before changes nothing")
    func versionGuard() throws {
        let credential = try vault.newCredential()
        let run = try vault.claimedRun(with: credential)
        vault.work(run, "auth-credentials")
        vault.send("PATCH", "/v2/credentials/\(credential)", ["auth_credentials": ["password": "new"]])
        let report = vault.work(run, "authentication", ["outcome": "rejected", "credential_version": 1])
        #expect(report["applied"] == false && report["credential_status"] == "unverified")
    }

    @Test("what cannot be searched for a secret that was replaced meanwhile is not kept")
    func replacedSecret() throws {
        let credential = try vault.newCredential()
        let run = try vault.claimedRun(with: credential)
        vault.work(run, "auth-credentials")
        vault.send("PATCH", "/v2/credentials/\(credential)", ["auth_credentials": ["password": "new"]])
        let question: JSONObject = ["type": "mfa", "message": "correct-horse", "fields": [["name": "code"]]]
        #expect(vault.work(run, "interaction-request", question).problems == ["auth/credential_changed"])
        let done = vault.work(run, "complete", ["output": "correct-horse"])
        #expect(done["output"] == nil as JSON && done.problems == ["task/output_withheld"])
        #expect(vault.credentialStatus(credential) == "unverified")
    }

    @Test("a completion tells that the login succeeded, and an error that it was refused")
    func defaults() throws {
        let credential = try vault.newCredential()
        let first = try vault.claimedRun(with: credential)
        vault.work(first, "auth-credentials")
        vault.work(first, "complete")
        #expect(vault.credentialStatus(credential) == "verified")
        let second = try vault.claimedRun(with: credential)
        vault.work(second, "auth-credentials")
        let failed = vault.work(
            second, "fail",
            ["errors": [["type": "auth", "code": "auth_invalid", "message": "not correct-horse"]]])
        #expect(failed["status"] == "failed" && !failed.bodyText.contains("correct-horse"))
        #expect(vault.credentialStatus(credential) == "invalid")
    }

    @Test("the secret is read three times under a lease, and by nobody else")
    func releases() throws {
        let run = try vault.claimedRun(with: try vault.newCredential())
        for _ in 0..<3 { #expect(vault.work(run, "auth-credentials").status == 200) }
        #expect(vault.work(run, "auth-credentials").problems == ["request/release_limit_reached"])
        let thief = (id: run.id, token: "lease_x")
        #expect(vault.work(thief, "auth-credentials").problems == ["request/lease_lost"])
        let rows: [Int] = try vault.world.column("n", "SELECT COUNT(*) AS n FROM credential_releases")
        #expect(rows == [3])
    }

    @Test("the secret is sealed to the key that the worker names")
    func sealedRelease() throws {
        let own = Curve25519.KeyAgreement.PrivateKey()
        let credential = try vault.newCredential()
        let run = try vault.claimedRun(with: credential)
        let bad = vault.work(run, "auth-credentials", ["recipient_public_key": "AAAA"])
        #expect(bad.problems == ["request/input_invalid recipient_public_key"])
        let lowOrder = Data(repeating: 0, count: 32).base64EncodedString()
        let unusable = vault.work(run, "auth-credentials", ["recipient_public_key": .text(lowOrder)])
        #expect(unusable.problems == bad.problems)
        let key = own.publicKey.rawRepresentation.base64EncodedString()
        let answer = vault.work(run, "auth-credentials", ["recipient_public_key": .text(key)])
        #expect(!answer.bodyText.contains("correct-horse") && answer["auth_credentials"] == nil)
        guard case .object(let sealed)? = answer["sealed_auth_credentials"] else { throw WrongType() }
        var recipient = try HPKE.Recipient(
            privateKey: own, ciphersuite: .Curve25519_SHA256_ChachaPoly, info: Data("credence auth-credentials".utf8),
            encapsulatedKey: try #require(Data(base64Encoded: try sealed.text("encapsulated_key"))))
        let opened = try recipient.open(
            try #require(Data(base64Encoded: try sealed.text("ciphertext"))),
            authenticating: Data("\(run.id) \(credential) 1".utf8))
        let secret: JSONObject = ["username": "ines@acme.test", "password": "correct-horse", "source_fields": [:]]
        #expect(try JSON(parsing: Array(opened)) == .object(secret))
        let rows: [Int] = try vault.world.column("n", "SELECT COUNT(*) AS n FROM credential_releases")
        #expect(rows == [1])
    }

    @Test("two runs of one credential never run at once")
    func lanes() throws {
        let credential = try vault.newCredential()
        let ids = try (0..<3).map { _ in try vault.newRun(with: credential).text("id") }
        for id in ids {
            let claimed = vault.claim()
            #expect(claimed["id"] == .text(id) && vault.claim().status == 204)
            vault.work((id, try claimed.lease()), "complete")
        }
    }

    @Test("a hundred runs are claimed once each by sixteen workers")
    func race() throws {
        let (task, source) = (try vault.newTask(), try vault.newSource())
        for _ in 0..<100 { try vault.newRun(of: task, ["source_id": .text(source)]) }
        let request = Request(
            method: "POST", target: "/v2/task-runs/claim", headers: ["authorization": "Bearer \(vault.worker)"],
            body: .whole([]), seed: nil)
        var ids: [String] = []
        while true {
            let answers = try vault.world.answersAtOnce(Array(repeating: request, count: 16))
            #expect(answers.allSatisfy { [200, 204].contains($0.status) })
            let claimed = try answers.filter { $0.status == 200 }.map { try $0.text("id") }
            if claimed.isEmpty { break }
            ids += claimed
        }
        #expect(ids.count == 100 && Set(ids).count == 100)
    }

    @Test("a run that a worker has is canceled when the worker stops")
    func cancel() throws {
        let run = try vault.claimedRun(with: try vault.newCredential())
        let asked = vault.send("POST", "/v2/task-runs/\(run.id)/cancel")
        #expect(asked["status"] == "canceling" && vault.work(run, "heartbeat")["status"] == "canceling")
        #expect(vault.work(run, "complete", ["output": "x"])["status"] == "canceled")
    }

    @Test("a silent worker's run goes back to the queue once, but not when it may have logged in")
    func leaseExpiry() throws {
        let run = try vault.claimedRun(with: try vault.newCredential())
        try vault.letLeasesExpire()
        #expect(vault.work(run, "heartbeat").problems == ["request/lease_lost"])
        #expect(vault.run(run.id)["status"] == "queued")
        let second = (id: run.id, token: try vault.claim().lease())
        vault.work(second, "auth-credentials")
        try vault.letLeasesExpire()
        #expect(vault.claim().status == 204)
        #expect(vault.run(run.id).problems == ["session/timeout"])
    }
}

extension Vault {
    /// Makes every lease end now.
    func letLeasesExpire() throws {
        try world.database.execute(
            """
            UPDATE task_runs SET lease_expires_at = '2020-01-01', next_expiry_at = '2020-01-01'
            WHERE busy_lane IS NOT NULL
            """)
    }
}
