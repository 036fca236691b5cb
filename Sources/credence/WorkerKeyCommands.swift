import ArgumentParser
import Credentials
import Store

/// `credence v2 worker-key …`
struct WorkerKeyCommands: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "worker-key", abstract: "Keys with which workers claim task runs and read their secrets.",
        subcommands: [Create.self])

    struct Create: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Create a worker's key, wk_live_…, and print it, once: only its digest is kept.")

        @Option(help: "An organization whose task runs it may claim, org_…; may be given several times.")
        var organization: [OrganizationID]
        @Option(help: "The only sources whose task runs it may claim, src_…; all when left out.")
        var source: [SourceID] = []
        @Option(
            help: "What it may do: \(WorkerScope.allCases.map(\.rawValue).joined(separator: ", ")); all when left out.")
        var scope: [WorkerScope] = []
        @Option(help: "What its owners call it.") var name = ""

        func validate() throws {
            if organization.isEmpty { throw ValidationError("A worker's key needs an organization.") }
        }

        func run() throws {
            var store = try Settings().store()
            let reach = WorkerReach(
                scopes: Set(scope.isEmpty ? WorkerScope.allCases : scope), organizations: organization,
                sources: source)
            try store.create(.worker(reach), named: name, for: organization, .worker)
        }
    }
}
