import API
import ArgumentParser
import Credentials
import Store

extension ImportCommands {
    /// `credence import users`: creates the users of a file.
    struct Users: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "users",
            abstract: "Create the users of a file, and print how many were created and how many lines refused.",
            discussion: """
                The file is JSON Lines in UTF-8: each line an object with the attributes of a user as POST /v1/users takes them, \
                at most 1 MiB, without "user" around it. Human users come with password_hash (passwords themselves are refused), \
                API users with api_key. Blank lines are passed over. A line that is wrong, or whose username, e-mail address or \
                API key is taken, is refused; all others are imported. The command succeeds when every line was dealt with, \
                refused ones included.

                A run that was interrupted, even by SIGKILL or the loss of the database, goes on where it stopped when the same \
                file is imported into the same realm again. A file that was imported is not imported again, unless by --restart.

                No events are recorded for imported users, so no webhooks tell of them.
                """)

        @Argument(help: "The file.") var file: String
        @Option(help: "The realm that the users are for, rl_….") var realm: RealmID
        @Flag(
            help: """
                Change nothing: only count and report. Lines far apart that want the same name, address or key are not noticed.
                """)
        var dryRun = false
        @Option(help: "A file for the refused lines, as JSON Lines: line, username, errors. What it held is replaced.")
        var report: String?
        @Flag(help: "Forget that the file was imported, or half imported, and begin again.") var restart = false

        func validate() throws {
            if dryRun, restart { throw ValidationError("--dry-run changes nothing, so it does not go with --restart.") }
        }

        func run() throws {
            let source = try ImportSource(path: file)
            var users = UserImport(try Settings().store(), of: source.digest, into: realm)
            do {
                try run(&users, source)
            } catch let failure as ImportFailure {
                throw Refusal(failure.sentence)
            } catch is StoreFailure {
                throw Refusal(ImportFailure.unknownRealm.sentence)
            } catch let failure as any DatabaseFailure {
                guard failure.meaning == .unavailable else { throw failure }
                throw Refusal("The database is away: run the command again, and it goes on where it stopped.")
            }
        }

        private func run(_ users: inout UserImport, _ source: ImportSource) throws {
            var display = ProgressDisplay(total: source.size)
            try begin(&users, display)
            if let finishedAt = users.progress.finishedAt {
                print(
                    "The file was imported at \(finishedAt.iso8601): \(summary(users.progress)). Nothing was done now.")
                return
            }
            let reportFile = try report.map { try ReportFile(path: $0, of: source) }
            if let end = users.progress.report { try reportFile?.write(end) }
            var lines = try source.lines(from: users.progress.offset, line: users.progress.line)
            while let batch = try lines.nextBatch() {
                if dryRun { try users.rehearse(batch) } else { try users.add(batch) }
                if let end = users.progress.report { try reportFile?.write(end) }
                if reportFile == nil { display.show(refusals: users.refusals) }
                display.show(users.progress)
            }
            if !dryRun { try users.finish() }
            display.end()
            print(dryRun ? "Dry run: \(summary(users.progress))." : "Imported: \(summary(users.progress)).")
        }

        private func begin(_ users: inout UserImport, _ display: ProgressDisplay) throws {
            if try users.policy().logins.state == .inactive {
                display.say("The realm is inactive: nobody can log in to it yet.")
            }
            if dryRun { return users.beginRehearsal(keepsReport: report != nil) }
            if restart { try users.forget() }
            try users.begin(keepsReport: report != nil)
            if users.progress.offset > 0, users.progress.finishedAt == nil {
                display.say("Going on after line \(users.progress.line): \(summary(users.progress)) so far.")
            }
        }

        private func summary(_ progress: ImportProgress) -> String {
            "\(progress.created) created, \(progress.refused) refused"
        }
    }
}

extension ImportFailure {
    fileprivate var sentence: String {
        switch self {
        case .unknownRealm: "There is no such realm."
        case .overtaken: "Another run imports this file, or the realm was reset."
        case .reportMissing: "The interrupted run kept a report: give the same --report, or --restart."
        case .reportUnexpected: "The interrupted run kept no report: go on without --report, or give --restart."
        }
    }
}
