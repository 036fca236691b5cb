import Credentials
import MariaDB
import Store
import Testing

extension StatementPlanTests {
    func exerciseVault(_ store: inout Store) throws {
        let organization = try deployment.newOrganization()
        try deployment.fill(organization)
        try deployment.fillRuns(organization)
        try exerciseAgents(of: organization, &store)
        try exerciseTasks(of: organization, &store)
        try exerciseVaultKeys(of: organization, &store)
        try exerciseSources(of: organization, &store)
        try exerciseVaultCredentials(of: organization, &store)
        try exerciseTaskRuns(of: organization, &store)
        try exerciseWorkers(of: organization, &store)
        try exerciseVaultEvents(of: organization, &store)
    }

    private func exerciseAgents(of organization: OrganizationID, _ store: inout Store) throws {
        let grant = try deployment.grant(WriteAgent.self, in: organization)
        let agent = Agent(id: new(), name: "x", updatedAt: .now)
        try store.insert(agent, grant)
        _ = try store.agent(agent.id, grant)
        _ = try store.lockedAgent(agent.id, grant)
        try store.update(agent, grant)
        for after in [nil, agent.id] {
            let page = PageRequest<AgentID, Void>(after: after, limit: 10, sort: (), descending: true)
            _ = try store.agents(page, try deployment.grant(in: organization))
        }
        try store.transaction { store in try store.delete(agent, at: .now, grant) }
    }

    private func exerciseTasks(of organization: OrganizationID, _ store: inout Store) throws {
        let grant = try deployment.grant(WriteTask.self, in: organization)
        let agent = try deployment.builtInAgent(of: organization)
        let task = VaultTask(id: new(), agent: agent, name: "x", updatedAt: .now)
        try store.insert(task, grant)
        _ = try store.task(task.id, grant)
        _ = try store.lockedTask(task.id, grant)
        _ = try store.runnableTask(task.id, try deployment.grant(in: organization))
        try store.update(task, grant)
        for filter in VaultTaskFilter.samples(agent) {
            for after in [nil, task.id] {
                let page = PageRequest<VaultTaskID, Void>(after: after, limit: 10, sort: (), descending: true)
                _ = try store.tasks(filter, page, try deployment.grant(in: organization))
            }
        }
        try store.delete(task.id, at: .now, grant)
    }
}

extension VaultTaskFilter {
    fileprivate static func samples(_ agent: AgentID) -> [VaultTaskFilter] {
        var samples = Array(repeating: VaultTaskFilter(), count: 4)
        samples[1].agents = [agent]
        samples[2].statuses = [.live, .test]
        samples[3].agents = [agent, new()]
        samples[3].statuses = [.live]
        return samples
    }
}
