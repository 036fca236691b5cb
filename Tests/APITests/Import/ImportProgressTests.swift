import Credentials
import JSON
import MariaDB
import Secrets
import Store
import Testing

@testable import API

@Suite("The progress of imports")
struct ImportProgressTests {
    private let world: World

    init() throws {
        world = try World()
    }

    @Test("another run begins where the last batch of the one before ended, with its counts and the end of its report")
    func resumed() throws {
        var first = try world.newImport()
        try first.begin(keepsReport: true)
        try first.add(ImportBatch([.human("ada"), .human("ada"), .human("bea")]))
        try first.add(ImportBatch([.human("bea")], from: 4))
        var second = try world.newImport()
        try second.begin(keepsReport: true)
        #expect(second.progress == first.progress)
        #expect(second.progress.offset == 400 && second.progress.line == 4)
        #expect(second.progress.created == 2 && second.progress.refused == 2)
        let line = #"{"line":2,"username":"ada","errors":{"username":["Username has already been taken"]}}"# + "\n"
        let next = #"{"line":4,"username":"bea","errors":{"username":["Username has already been taken"]}}"# + "\n"
        #expect(second.progress.report == .init(offset: line.utf8.count, text: next))
        try second.add(ImportBatch([.human("cleo")], from: 5))
        #expect(second.progress.report == .init(offset: (line + next).utf8.count, text: ""))
        #expect(second.progress.created == 3)
    }

    @Test("a finished import stays finished until it is forgotten, and its users stay even then")
    func finished() throws {
        var first = try world.newImport()
        try first.begin(keepsReport: true)
        try first.add(ImportBatch([.human("ada"), .human("ada")]))
        try first.finish()
        for keepsReport in [true, false] {
            var second = try world.newImport()
            try second.begin(keepsReport: keepsReport)
            #expect(second.progress.finishedAt != nil)
            #expect(second.progress.created == 1 && second.progress.refused == 1)
            #expect(second.progress.report?.text == "")
        }
        var third = try world.newImport()
        try third.forget()
        try third.begin(keepsReport: false)
        #expect(third.progress == ImportProgress(keepsReport: false))
        #expect(try world.usernames() == ["ada"])
    }

    @Test("a file is known by its content and by its realm")
    func identity() throws {
        var first = try world.newImport()
        try first.begin(keepsReport: false)
        try first.add(ImportBatch([.human("ada")]))
        let elsewhere = try #require(RealmID(try world.newRealm()))
        var others = [ImportProgress]()
        var second = try world.newImport("another file")
        try second.begin(keepsReport: false)
        others.append(second.progress)
        var third = try world.newImport(realm: elsewhere)
        try third.begin(keepsReport: false)
        others.append(third.progress)
        #expect(others.map(\.offset) == [0, 0])
        try third.add(ImportBatch([.human("ada")]))
        #expect(third.progress.created == 1)
    }

    @Test("of two runs of one file at once one gives up, and no line counts twice")
    func overtaken() throws {
        var first = try world.newImport()
        var second = try world.newImport()
        try first.begin(keepsReport: false)
        try second.begin(keepsReport: false)
        try first.add(ImportBatch([.human("ada")]))
        #expect(throws: ImportFailure.overtaken) { try second.add(ImportBatch([.human("ada"), .human("bea")])) }
        try first.add(ImportBatch([.human("bea")], from: 2))
        #expect(first.progress.created == 2 && first.progress.refused == 0)
        #expect(try world.usernames() == ["ada", "bea"])
    }

    @Test("a reset of the realm ends a run, and the file can be imported anew")
    func reset() throws {
        var first = try world.newImport()
        try first.begin(keepsReport: false)
        try first.add(ImportBatch([.human("ada")]))
        #expect(world.send("POST", "/v1/realms/\(world.realm)/reset").status == 200)
        #expect(throws: ImportFailure.overtaken) { try first.add(ImportBatch([.human("bea")], from: 2)) }
        var second = try world.newImport()
        try second.begin(keepsReport: false)
        #expect(second.progress.offset == 0)
        try second.add(ImportBatch([.human("ada")]))
        #expect(try world.usernames() == ["ada"])
    }

    @Test("a realm that is unknown or deleted takes nobody")
    func deleted() throws {
        var nowhere = try world.newImport(realm: IdentifierGenerator.shared.next())
        #expect(throws: ImportFailure.unknownRealm) { try nowhere.begin(keepsReport: false) }
        var users = try world.newImport()
        try users.begin(keepsReport: false)
        #expect(world.send("DELETE", "/v1/realms/\(world.realm)").status == 204)
        #expect(throws: ImportFailure.unknownRealm) { try users.add(ImportBatch([.human("ada")])) }
        let left: [Int] = try world.column("number", "SELECT COUNT(*) AS number FROM user_imports")
        #expect(left == [0])
    }

    @Test("a report that was begun is gone on with, and none is begun in the middle")
    func reports() throws {
        var kept = try world.newImport("kept")
        var unkept = try world.newImport("unkept")
        try kept.begin(keepsReport: true)
        try unkept.begin(keepsReport: false)
        try kept.begin(keepsReport: false)
        #expect(kept.progress.report == nil, "nothing was done yet")
        try kept.begin(keepsReport: true)
        try kept.add(ImportBatch([.human("ada")]))
        try unkept.add(ImportBatch([.human("bea")]))
        #expect(throws: ImportFailure.reportMissing) { try kept.begin(keepsReport: false) }
        #expect(throws: ImportFailure.reportUnexpected) { try unkept.begin(keepsReport: true) }
    }

    @Test("a rehearsal counts and reports, and changes nothing")
    func rehearsal() throws {
        _ = try world.newHuman("taken")
        let before = try world.fingerprint()
        var users = try world.newImport()
        users.beginRehearsal(keepsReport: true)
        try users.rehearse(ImportBatch([.human("ada"), .human("ada"), .human("taken"), [:]]))
        #expect(users.progress.created == 1 && users.progress.refused == 3)
        #expect(users.refusals.count == 3)
        try users.rehearse(ImportBatch([.robot("an-imported-key")], from: 5))
        #expect(users.progress.created == 2 && users.progress.offset == 500)
        #expect(users.progress.report?.text == "")
        #expect(try world.fingerprint() == before)
    }

    @Test("no secret of a line is in a report or in what is known of an import")
    func planted() throws {
        let secrets = ["planted-password", "planted-api-key-1", "planted-hash", "planted-key-of-two", "planted-broken"]
        var users = try world.newImport()
        try users.begin(keepsReport: true)
        try users.add(
            ImportBatch(
                [
                    .human("a", ["password": "planted-password"]), .robot("planted-api-key-1", ["state": "x"]),
                    .human("b", ["password_hash": "planted-hash"]), .robot("planted-key-of-two"),
                    .robot("planted-key-of-two"),
                ].map { String(decoding: JSON.object($0).encoded(), as: UTF8.self) } + [#"{"api_key":"planted-broken"#])
        )
        #expect(users.progress.refused == 5)
        let dump = try world.dump()
        #expect(Traces(of: "Password hash is not valid").occur(in: dump))
        for secret in secrets {
            #expect(!Traces(of: secret).occur(in: dump), "\(secret)")
            #expect(!Traces(of: secret).occur(in: users.refusals.joined()), "\(secret)")
        }
    }
}
