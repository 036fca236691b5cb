import Credentials
import MariaDB
import Store
import TestDatabase
import Testing

@Suite("Store: tasks of the vault")
struct StoreVaultTasksTests {
    let deployment: Deployment
    let organization: OrganizationID

    init() throws {
        deployment = try Deployment()
        organization = try deployment.newOrganization()
    }

    @Test("while a run begins its task cannot be changed, but other runs of it can begin")
    func runnableTask() throws {
        let run: VaultGrant<WriteTaskRun> = try deployment.grant(in: organization)
        let id = try verifyLogin()
        var store = try deployment.store()
        try store.transaction { store in
            #expect(try store.runnableTask(id, run)?.timeoutSeconds == 1800)
            var other = try deployment.database.session()
            try other.runScript("SET SESSION innodb_lock_wait_timeout = 0")
            let found = try other.rows("SELECT id FROM tasks WHERE id = \(id) LOCK IN SHARE MODE") { _ in true }
            #expect(found == [true])
            let error = #expect(throws: MariaDBError.self) {
                try other.execute("UPDATE tasks SET deleted = TRUE WHERE id = \(id)")
            }
            #expect(error?.code == .lockTimeout)
        }
    }

    @Test("a deleted task, and one of another organization, is none")
    func missing() throws {
        let id = try verifyLogin()
        var store = try deployment.store()
        let theirs: VaultGrant<WriteTaskRun> = try deployment.grant(in: try deployment.newOrganization())
        #expect(try store.runnableTask(id, theirs) == nil && store.task(id, theirs) == nil)
        try store.delete(id, at: .now, try deployment.grant(in: organization))
        let ours: VaultGrant<WriteTaskRun> = try deployment.grant(in: organization)
        #expect(try store.runnableTask(id, ours) == nil && store.task(id, ours) == nil)
    }

    private func verifyLogin() throws -> VaultTaskID {
        let tasks: [VaultTaskID] = try deployment.column(
            "id", "SELECT id FROM tasks WHERE organization_id = \(organization)")
        return try #require(tasks.first)
    }
}
