import Credentials
import MariaDB

extension Store {
    /// The queues that a worker is ready to take from.
    mutating func queues(for wish: RunClaim, within reach: WorkerReach) throws -> [RunQueue] {
        guard let sources = wish.sources(within: reach) else { return [] }
        let (sites, tasks) = (try ownedSources(sources), try ownedTasks(wish.tasks))
        return reach.organizations.flatMap { organization -> [RunQueue] in
            let (sites, tasks) = (sites.map { $0[organization] ?? [] }, tasks.map { $0[organization] ?? [] })
            return (sites ?? [nil]).flatMap { site in
                (tasks ?? [nil]).map { RunQueue(organization: organization, source: site, task: $0) }
            }
        }
    }

    /// Some of those queues in which runs wait, the one whose first has waited longest before the others; nothing is
    /// locked.
    mutating func waiting(in queues: [RunQueue]) throws -> [RunQueue] {
        var found: [(queue: RunQueue, first: TaskRunID)] = []
        for start in stride(from: 0, to: queues.count, by: RunQueue.surveyed) {
            found += try firsts(of: queues[start..<min(start + RunQueue.surveyed, queues.count)])
        }
        return found.sorted { $0.first < $1.first }.prefix(RunQueue.tried).map(\.queue)
    }

    private mutating func firsts(of queues: ArraySlice<RunQueue>) throws -> [(queue: RunQueue, first: TaskRunID)] {
        let statements = queues.indices.map { place -> SQL in
            """
            SELECT id, \(place) AS place FROM task_runs FORCE INDEX (\(raw: queues[place].index))
            WHERE \(fragment: queues[place].condition) ORDER BY id LIMIT 1
            """
        }
        return try session.rows(.union(of: statements)) { row in
            (queue: queues[try row("place", as: Int.self)], first: try row("id"))
        }
    }

    // Sources and tasks are each of one organization, so there is no need to look for them in the others.
    private mutating func ownedSources(_ ids: [SourceID]) throws -> [OrganizationID: [SourceID?]]? {
        ids.isEmpty ? nil : try owned("SELECT organization_id, id FROM sources WHERE id IN (\(list: ids))")
    }

    private mutating func ownedTasks(_ ids: [VaultTaskID]) throws -> [OrganizationID: [VaultTaskID?]]? {
        ids.isEmpty ? nil : try owned("SELECT organization_id, id FROM tasks WHERE id IN (\(list: ids))")
    }

    private mutating func owned<Kind>(_ statement: SQL) throws -> [OrganizationID: [Identifier<Kind>?]] {
        let rows = try session.rows(statement) { row in
            (
                organization: try row("organization_id", as: OrganizationID.self),
                id: try row("id", as: Identifier<Kind>.self)
            )
        }
        return Dictionary(grouping: rows, by: \.organization).mapValues { $0.map(\.id) }
    }
}

extension RunClaim {
    /// The sources that a worker is ready for, empty for all; `nil` when the key reaches none of them.
    fileprivate func sources(within reach: WorkerReach) -> [SourceID]? {
        if reach.sources.isEmpty || sources.isEmpty { return reach.sources + sources }
        let both = sources.filter(reach.sources.contains)
        return both.isEmpty ? nil : both
    }
}
