import Credentials
import JSON
import Store
import Testing

extension StatementPlanTests {
    func exerciseWorkers(of organization: OrganizationID, _ store: inout Store) throws {
        let grant = try worker(in: [organization, OrganizationID(number: 1)])
        let app = try deployment.grant(WriteVaultCredential.self, in: organization)
        let credential = VaultCredential.sample()
        try store.insert(credential, VaultPayload(username: "x"), app)
        let run = try newRun(of: credential.id, in: organization, &store)
        for wish in RunClaim.samples(like: run) { _ = try store.claim(wish, at: .now, grant) }
        try exerciseLease(of: run.id, grant, &store)
        try exerciseAnswer(of: run.id, in: organization, grant, &store)
        #expect(try store.expireRuns(at: .now, limit: 10) == 10)
        #expect(try store.expireSessions(at: .now, limit: 10) == 10)
    }

    private func worker(in organizations: [OrganizationID]) throws -> WorkerGrant {
        let reach = WorkerReach(scopes: [.claim, .useCredentials, .report], organizations: organizations, sources: [])
        return try VaultCaller(key: new(), reach: .worker(reach)).grant(.claim)
    }

    private func exerciseLease(of run: TaskRunID, _ grant: WorkerGrant, _ store: inout Store) throws {
        var held = try #require(try store.heldRun(run, grant))
        #expect(held.run.status == .running)
        _ = try store.task(of: held.run, grant)
        _ = try store.payload(of: held, grant)
        for _ in 0..<2 { #expect(try store.release(&held, at: .now, grant) != nil) }
        #expect(try !store.hasReadOlderVersion(of: held.run, grant))
        #expect(try store.apply(.succeeded, to: &held, at: .now, grant))
    }

    private func exerciseAnswer(
        of run: TaskRunID, in organization: OrganizationID, _ grant: WorkerGrant, _ store: inout Store
    ) throws {
        var held = try #require(try store.heldRun(run, grant))
        held.run.ask([:], until: .now.adding(seconds: 60), at: .now)
        try store.settle(&held, at: .now)
        try store.keep(answer: [:], of: held, try deployment.grant(in: organization))
        held = try #require(try store.heldRun(run, grant))
        held.run.resume(at: .now)
        try store.settle(&held, at: .now)
        held = try #require(try store.heldRun(run, grant))
        #expect(try store.takeAnswer(of: &held, at: .now, grant) != nil)
        held.run.complete(with: nil, at: .now)
        try store.settle(&held, at: .now)
    }
}

extension RunClaim {
    /// What the run does not answer to, then what it does: the last one takes it, since it is the only one on its source.
    fileprivate static func samples(like run: TaskRun) -> [RunClaim] {
        var samples = Array(repeating: RunClaim(), count: 5)
        samples[1].sources = [Deployment.mainSource]
        samples[2].tasks = [run.task]
        (samples[3].sources, samples[3].tasks) = ([Deployment.mainSource], [run.task])
        (samples[4].sources, samples[4].tasks) = ([Deployment.rareSource], [run.task])
        return samples
    }
}
