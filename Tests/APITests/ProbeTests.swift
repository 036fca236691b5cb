import JSON
import Logging
import Secrets
import Store
import Synchronization
import TestDatabase
import Testing

@testable import API

struct ProbeTests {
    @Test("probes need no key", arguments: ["/healthz", "/readyz", "/readyz/"])
    func withoutKey(target: String) throws {
        let world = try World()
        for method in ["GET", "HEAD"] { #expect(world.send(bare(method, target)).status == 200) }
        #expect(world.send(bare("POST", target)).status == 404)
        #expect(world.send(bare("GET", "/v1\(target)")).status == 403)
    }

    @Test("a service without a schema is alive, but not ready")
    func withoutSchema() throws {
        let database = try TestDatabase()
        var service = try service(Store(try database.session(), keyring: Keyring(parsing: Keyring.newEntry().line)))
        #expect(service.answer(bare("GET", "/healthz")).status == 200)
        let answer = service.answer(bare("GET", "/readyz"))
        #expect(answer.status == 503)
        #expect(answer.object == ["status": "unavailable"])
    }

    @Test("a service without its database is alive, but not ready, and asks callers to come again")
    func withoutDatabase() throws {
        let database = try TestDatabase()
        let store = Store(database.lostSession(), keyring: try Keyring(parsing: Keyring.newEntry().line))
        let log = CapturedLog()
        var service = service(store, log)
        #expect(service.answer(bare("GET", "/healthz")).status == 200)
        #expect(service.answer(bare("GET", "/readyz")).status == 503)
        let key = "ko_0000000000000000000001-planted"
        let answer = service.answer(bare("GET", "/v1/users", ["x-authrocket-api-key": key]))
        #expect(answer.status == 503)
        #expect(answer.object == ["error": "Service unavailable"])
        #expect(answer.headers["retry-after"] == "1")
        #expect(log.entries.last?.level == .warning && !log.text.contains("planted"))
    }

    @Test(
        "whether the process serves is answered the same, and logged only where such questions are",
        arguments: ["GET", "HEAD"])
    func health(method: String) throws {
        let database = try TestDatabase()
        let keyring = try Keyring(parsing: Keyring.newEntry().line)
        let (target, seed) = ("/healthz", "00112233445566778899aabbccddeeff")
        let (log, quiet) = (CapturedLog(.debug), CapturedLog(.info))
        var service = service(Store(database.lostSession(), keyring: keyring), log)
        let request = Request(method: method, target: target, headers: [:], body: .whole([]), seed: seed)
        let answer = service.answer(request)
        #expect(answer.status == 200 && log.entries.count == 1)
        let whereLogged = service.answerAtOnce(method: method, target: target, seed: seed)
        #expect(whereLogged == nil)

        service = self.service(Store(database.lostSession(), keyring: keyring), quiet)
        let atOnce = service.answerAtOnce(method: method, target: target, seed: seed)
        let short = try #require(atOnce)
        #expect(Answer(short).status == 200)
        #expect(Answer(short).headers == answer.headers && Answer(short).body == answer.body)
        let long = service.answer(request)
        #expect(long.headers == answer.headers && long.body == answer.body)
        #expect(quiet.entries.isEmpty)
        for (method, target) in [("POST", "/healthz"), (method, "/readyz"), (method, "/healthz/"), (method, "")] {
            let other = service.answerAtOnce(method: method, target: target, seed: seed)
            #expect(other == nil)
        }
    }

    @Test(
        "that a line is about to be logged is announced, for whoever reads the log may be slow",
        arguments: ["/", "/healthz"])
    func slowLog(target: String) throws {
        let crew = LoneCrew()
        let keyring = try Keyring(parsing: Keyring.newEntry().line)
        let store = Store(try TestDatabase().lostSession(), keyring: keyring, crew: crew)
        let log = AnnouncedLog(crew)
        var service = service(store, log)
        _ = service.answer(bare("GET", target))
        #expect(log.count.load(ordering: .relaxed) == 1)
    }

    /// A log that expects to have been announced.
    private final class AnnouncedLog: RequestLog {
        private let crew: LoneCrew
        let count = Atomic(0)

        init(_ crew: LoneCrew) {
            self.crew = crew
        }

        func wants(_ level: Logger.Level) -> Bool { true }

        func write(_ entry: RequestEntry) {
            #expect(crew.isWaitAnnounced)
            count.add(1, ordering: .relaxed)
        }
    }

    private func service(_ store: consuming Store, _ log: any RequestLog = CapturedLog()) -> Service {
        let hasher = PasswordHasher(concurrency: 1, waiting: 1, cost: .testing)
        return Service(store, hasher: hasher, outgoing: .testing, log: log)
    }

    private func bare(_ method: String, _ target: String, _ headers: [String: String] = [:]) -> Request {
        Request(method: method, target: target, headers: Headers(headers), body: .whole([]), seed: nil)
    }
}
