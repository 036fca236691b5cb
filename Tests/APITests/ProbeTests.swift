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
        let whereLogged = idOfLivenessProbe(method, target, seed, service)
        #expect(whereLogged == nil)

        service = self.service(Store(database.lostSession(), keyring: keyring), quiet)
        let id = idOfLivenessProbe(method, target, seed, service)
        let alive = Answer(Service.alive)
        #expect(alive.status == 200 && alive.body == answer.body)
        #expect(alive.headers.merging(["x-request-id": try #require(id)]) { $1 } == answer.headers)
        let long = service.answer(request)
        #expect(long.headers == answer.headers && long.body == answer.body)
        #expect(quiet.entries.isEmpty)
        for (method, target) in [("POST", "/healthz"), (method, "/readyz"), (method, "/healthz/"), (method, "")] {
            let other = idOfLivenessProbe(method, target, seed, service)
            #expect(other == nil)
        }
        let unnamed = idOfLivenessProbe(method, target, "", service)
        #expect(unnamed?.utf8.count == 25)
    }

    private func idOfLivenessProbe(
        _ method: String, _ target: String, _ seed: String, _ service: borrowing Service
    ) -> String? {
        let (method, target, seed) = (Array(method.utf8), Array(target.utf8), Array(seed.utf8))
        return service.idOfLivenessProbe(method: method.span, target: target.span, seed: seed.span)
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
