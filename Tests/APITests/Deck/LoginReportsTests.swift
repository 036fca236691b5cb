import JSON
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
}
