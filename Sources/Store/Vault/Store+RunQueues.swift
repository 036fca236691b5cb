import Credentials
import MariaDB

extension Store {
    /// The queues that a worker is ready to take from, those of one organization together, organizations in any order.
    mutating func queues(for wish: RunClaim, within reach: WorkerReach) throws -> [RunQueue] {
        guard let sources = wish.sources(within: reach) else { return [] }
        let (sites, tasks) = (try ownedSources(sources), try ownedTasks(wish.tasks))
        return reach.organizations.shuffled().flatMap { organization -> [RunQueue] in
            let (sites, tasks) = (sites.map { $0[organization] ?? [] }, tasks.map { $0[organization] ?? [] })
            return (sites ?? [nil]).flatMap { site in
                (tasks ?? [nil]).map { RunQueue(organization: organization, source: site, task: $0) }
            }
        }
    }

    /// Those of some queues in which runs wait, those of one organization by the age of their first; nothing is locked.
    mutating func waiting(in queues: ArraySlice<RunQueue>) throws -> [RunQueue] {
        let statements = queues.indices.map { place -> SQL in
            """
            SELECT id, \(place) AS place FROM task_runs FORCE INDEX (\(raw: queues[place].index))
            WHERE \(fragment: queues[place].condition) ORDER BY id LIMIT 1
            """
        }
        let found = try session.rows(.union(of: statements)) { row in
            (queue: queues[try row("place", as: Int.self)], first: try row("id", as: TaskRunID.self))
        }
        let turns = Dictionary(queues.enumerated().map { ($1.organization, $0) }) { first, _ in first }
        return found.sorted { left, right in
            let (turn, other) = (turns[left.queue.organization] ?? 0, turns[right.queue.organization] ?? 0)
            return turn == other ? left.first < right.first : turn < other
        }.map(\.queue)
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
            (organization: try row("organization_id", as: OrganizationID.self), id: try row("id", as: Identifier<Kind>.self))
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
