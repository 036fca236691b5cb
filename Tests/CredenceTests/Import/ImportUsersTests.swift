import Credentials
import Foundation
import JSON
import MariaDB
import Secrets
import TestDatabase
import Testing

@Suite struct ImportUsersTests {
    private let deployment: Deployment

    init() throws {
        deployment = try Deployment()
    }

    /// A file of users with numbers for names, of whom every hundredth has no address.
    private func users(_ numbers: ClosedRange<Int>) throws -> ScratchFile {
        let lines = numbers.map { number -> String in
            var user: JSONObject = [
                "user_type": "human", "username": .text("user-\(number)"),
                "password_hash": "$2b$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW",
            ]
            if number % 100 != 0 { user["email"] = .text("user-\(number)@example.com") }
            return JSON.object(user).text + "\n"
        }
        return try ScratchFile(lines.joined())
    }

    private func report(_ lines: [Int]) -> String {
        lines.map {
            #"{"line":\#($0),"username":"user-\#($0)","errors":{"email":["Email can't be blank"]}}"# + "\n"
        }.joined()
    }

    @Test("a run that is killed in the middle is gone on with: every user is there once, counts and report are exact")
    func killed() throws {
        let (file, place) = (try users(1...2000), try ScratchFile([UInt8]?.none))
        // Somebody else is about to take a name of the third batch, so the run waits there for the outcome.
        var rival = try deployment.database.session()
        try rival.begin()
        let id: UserID = IdentifierGenerator.shared.next()
        try rival.execute(
            """
            INSERT INTO users (id, realm_id, user_type, state, username, email, email_verification, name, custom)
            VALUES (\(id), \(deployment.realm), 'human', 'active', 'user-1250', '', 'none', 'x', '{}')
            """)
        let first = try deployment.importUsers(file, report: place)
        #expect(
            try eventually { try deployment.column("line", "SELECT line FROM user_imports") == [1000] })
        first.kill()
        try rival.rollback()
        #expect(try deployment.usernames().count == 990)
        // What a run writes after its last commit is not part of the report.
        let report = try #require(FileHandle(forUpdatingAtPath: place.path))
        try report.seekToEnd()
        try report.write(contentsOf: Data("{\"line\":1100,".utf8))

        let second = try deployment.importUsers(file, report: place).result()
        #expect(second.status == 0)
        #expect(second.output == "Imported: 1980 created, 20 refused.\n")
        #expect(second.errors.hasPrefix("Going on after line 1000: 990 created, 10 refused so far.\n"))
        let names = try deployment.usernames()
        #expect(names.count == 1980)
        #expect(Set(names) == Set((1...2000).filter { $0 % 100 != 0 }.map { "user-\($0)" }))
        #expect(try place.text == self.report(Array(stride(from: 100, through: 2000, by: 100))))
        try expectDone(file, place)
    }

    /// A third run does nothing and says so.
    private func expectDone(_ file: ScratchFile, _ place: ScratchFile) throws {
        let (before, report) = (try deployment.database.fingerprint(), try place.text)
        let third = try deployment.importUsers(file, report: place).result()
        #expect(third.status == 0)
        #expect(
            third.output.wholeMatch(
                of: /The file was imported at 2\d{3}-\S+: 1980 created, 20 refused\. Nothing was done now\.\n/) != nil,
            "\(third.output)")
        #expect(try deployment.database.fingerprint() == before)
        #expect(try place.text == report)
    }

    @Test("--restart begins again: whoever is there is refused")
    func restart() throws {
        let (file, place) = (try users(1...99), try ScratchFile([UInt8]?.none))
        #expect(try deployment.importUsers(file).result().output == "Imported: 99 created, 0 refused.\n")
        let again = try deployment.importUsers(file, report: place, "--restart").result()
        #expect(again.output == "Imported: 0 created, 99 refused.\n")
        #expect(try deployment.usernames().count == 99)
        #expect(try place.text.split(separator: "\n").count == 99)
    }

    @Test("a dry run counts and reports as the real one does, and changes nothing")
    func dryRun() throws {
        let (file, place) = (try users(1...1200), try ScratchFile([UInt8]?.none))
        let before = try deployment.database.fingerprint()
        let dry = try deployment.importUsers(file, report: place, "--dry-run").result()
        #expect(dry.status == 0 && dry.output == "Dry run: 1188 created, 12 refused.\n")
        #expect(try place.text == report(Array(stride(from: 100, through: 1200, by: 100))))
        #expect(try deployment.database.fingerprint() == before)
        #expect(try deployment.importUsers(file).result().output == "Imported: 1188 created, 12 refused.\n")
    }

    @Test("without a report the first refused lines are shown, without a terminal progress by tenths")
    func display() throws {
        let result = try deployment.importUsers(try users(1...1200)).result()
        let lines = result.errors.split(separator: "\n").map(String.init)
        let refused = lines.filter { $0.hasPrefix("{") }.joined(separator: "\n") + "\n"
        #expect(refused == report(Array(stride(from: 100, through: 1000, by: 100))))
        #expect(lines.count { $0 == "Further lines that are refused are not shown: --report tells of all." } == 1)
        #expect(lines.last == "100 %, 1200 lines, 12 refused")
        #expect(!result.errors.contains("\r"))
    }

    @Test("a report is gone on with by the run that follows, and none is begun in the middle")
    func reports() throws {
        let (file, place) = (try users(1...99), try ScratchFile([UInt8]?.none))
        try deployment.database.execute(
            """
            INSERT INTO user_imports SELECT id, UNHEX('\(try digest(file))'), 1, 1, 1, 0, 700, '', NULL FROM realms
            """)
        let missing = try deployment.importUsers(file).result()
        #expect(missing.status == 1 && missing.errors.contains("The interrupted run kept a report"))
        let short = try deployment.importUsers(file, report: place).result()
        #expect(short.status == 1 && short.errors.contains("is not the report that the interrupted run kept"))
        try deployment.database.execute("UPDATE user_imports SET report_length = NULL")
        let unexpected = try deployment.importUsers(file, report: place).result()
        #expect(unexpected.status == 1 && unexpected.errors.contains("The interrupted run kept no report"))
        #expect(try deployment.usernames().isEmpty)
    }

    @Test("an inactive realm is filled all the same, and the operator told of it")
    func inactive() throws {
        try deployment.database.execute("UPDATE realms SET state = 'inactive'")
        let result = try deployment.importUsers(try users(1...9)).result()
        #expect(result.output == "Imported: 9 created, 0 refused.\n")
        #expect(result.errors.hasPrefix("The realm is inactive: nobody can log in to it yet.\n"))
    }

    @Test("an empty file is imported, too")
    func empty() throws {
        let result = try deployment.importUsers(try ScratchFile("")).result()
        #expect(result.status == 0 && result.output == "Imported: 0 created, 0 refused.\n")
    }

    @Test("what cannot be imported is refused in one line, and nothing is noted")
    func refusals() throws {
        let file = try users(1...9)
        let before = try deployment.database.fingerprint()
        let commands = [
            ["import", "users", "/nowhere/at/all", "--realm", deployment.realm.description],
            ["import", "users", "/tmp", "--realm", deployment.realm.description],
            ["import", "users", file.path, "--realm", "rl_0000000000000000000000"],
            ["import", "users", file.path, "--realm", "rl_0000000000000000000000", "--dry-run"],
        ]
        for arguments in commands {
            let result = try deployment.start(arguments, files: [file]).result()
            #expect(result.status == 1 && result.output.isEmpty)
            #expect(result.errors.wholeMatch(of: /Error: [^\n]{15,}\.\n/) != nil, "\(result.errors)")
        }
        #expect(try deployment.database.fingerprint() == before)
    }

    @Test("a report over the file itself is refused, and the file left alone")
    func reportOverFile() throws {
        let file = try users(1...9)
        let text = try file.text
        let result = try deployment.importUsers(file, report: file).result()
        #expect(result.status == 1)
        #expect(result.errors == "Error: The report would replace the file that is imported.\n")
        #expect(try file.text == text)
    }

    private func digest(_ file: ScratchFile) throws -> String {
        Digest.sha256(Array(try file.text.utf8)).map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }
            .joined()
    }
}
