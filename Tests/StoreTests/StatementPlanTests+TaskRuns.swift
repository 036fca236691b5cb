import Credentials
import Store
import Testing

extension StatementPlanTests {
    func exerciseTaskRuns(of organization: OrganizationID, _ store: inout Store) throws {
        let grant = try deployment.grant(WriteTaskRun.self, in: organization)
        let run = try newRun(in: organization, &store)
        _ = try store.taskRun(run.id, grant)
        _ = try store.runningSessions(upTo: 10, grant)
        for filter in TaskRunFilter.samples(like: run) {
            for after in [nil, run.id] {
                let page = PageRequest<TaskRunID, Void>(after: after, limit: 10, sort: (), descending: true)
                _ = try store.taskRuns(filter, page, try deployment.grant(in: organization))
            }
        }
        for session in [run.session, Deployment.longSession] {
            _ = try store.vaultSession(session, grant)
            #expect(try !store.runs(of: session, grant).isEmpty)
        }
        #expect(try store.end(run.session, at: .now, try deployment.grant(in: organization))?.status == .completed)
    }

    /// Queues a run in a session of its own, of the task that an organization began with.
    func newRun(
        of credential: VaultCredentialID? = nil, in organization: OrganizationID, _ store: inout Store
    ) throws -> TaskRun {
        let grant = try deployment.grant(WriteTaskRun.self, in: organization)
        let session = VaultSession(id: new(), organization: organization, credential: nil, updatedAt: .now)
        try store.insert(session, grant)
        return try store.insert(
            TaskRun(
                id: new(), organization: organization, task: try deployment.verifyLogin(of: organization),
                agent: try deployment.builtInAgent(of: organization), source: Deployment.rareSource,
                credential: credential, session: session.id, lane: new(), timeoutSeconds: 60, input: nil,
                updatedAt: .now),
            grant)
    }
}

extension TaskRunFilter {
    /// Every combination of what a list may be narrowed down to. A task with an agent that never had it is left out:
    /// that reads the task's runs.
    fileprivate static func samples(like run: TaskRun) -> [TaskRunFilter] {
        var samples = [TaskRunFilter()]
        func vary(_ variants: [(inout TaskRunFilter) -> Void]) {
            samples += samples.flatMap { sample in
                variants.map { variant in
                    var changed = sample
                    variant(&changed)
                    return changed
                }
            }
        }
        vary([{ $0.statuses = [.failed] }, { $0.statuses = [.completed, .queued] }])
        vary([{ $0.results = [.failure] }, { $0.results = [.success, .unknown] }])
        vary([
            { $0.sources = [Deployment.rareSource] }, { $0.sources = [Deployment.mainSource, Deployment.rareSource] },
        ])
        vary([{ $0.agent = run.agent }])
        vary([{ $0.task = run.task }])
        vary([{ $0.credential = Deployment.busyCredential }])
        vary([{ $0.createdBefore = .now }, { $0.createdAfter = .now }])
        return samples
    }
}
