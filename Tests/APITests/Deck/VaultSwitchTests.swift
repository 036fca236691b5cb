import JSON
import Store
import Testing

@testable import API

/// What operators may switch on.
struct VaultSwitchTests {
    @Test("workers that come without TLS are refused, unless the operator admits them", arguments: [false, true])
    func cleartext(isAdmitted: Bool) throws {
        var limits = VaultLimits.standard
        limits.admitsCleartextWorkers = isAdmitted
        let vault = try Vault(limits)
        func claim(isInClear: Bool) -> Answer {
            vault.world.send(
                Request(
                    method: "POST", target: "/v2/task-runs/claim",
                    headers: ["authorization": "Bearer \(vault.worker)"], body: .whole([]), seed: nil,
                    isInClear: isInClear))
        }
        #expect(claim(isInClear: false).status == 204)
        #expect(claim(isInClear: true).status == (isAdmitted ? 204 : 403))
        #expect(claim(isInClear: true).problems == (isAdmitted ? [] : ["request/tls_required"]))
    }

    @Test("a run with an invalid credential is refused when the operator wants it so", arguments: [false, true])
    func invalidCredential(isRefused: Bool) throws {
        var limits = VaultLimits.standard
        limits.refusesInvalidCredentials = isRefused
        let vault = try Vault(limits)
        let credential = try vault.newCredential()
        let run = try vault.claimedRun(with: credential)
        vault.work(run, "authentication", ["outcome": "rejected", "credential_version": 1])
        #expect(vault.credentialStatus(credential) == "invalid")
        let path = "/v2/tasks/\(try vault.newTask())/run"
        let again = vault.send("POST", path, ["credential_id": .text(credential)])
        #expect(again.status == (isRefused ? 409 : 201))
        #expect(again.problems == (isRefused ? ["auth/auth_invalid credential_id"] : []))
        vault.send("PATCH", "/v2/credentials/\(credential)", ["auth_credentials": ["password": "new"]])
        #expect(vault.send("POST", path, ["credential_id": .text(credential)]).status == 201)
    }
}
