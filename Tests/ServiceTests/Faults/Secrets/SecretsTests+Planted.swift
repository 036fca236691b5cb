import Foundation
import JSON
import TestReceiver
import Testing

extension FaultTests.SecretsTests {
    @Suite(.serialized, .stack(settings: ["CREDENCE_V2_RATE": "0"])) struct PlantedTests {
        private typealias Place = (name: String, contents: Data)

        let stack: Stack
        let receiver: Receiver

        init() throws {
            stack = try #require(Stack.running)
            receiver = try Receiver()
        }

        @Test("no secret is in anything that the service writes, tells or answers when it refuses") func planted() {
            Promise.tell(
                "Secrets planted",
                """
                Secrets of every kind that the running service was given or made are in no log of workers, deliverer or \
                nginx, in no error, event or webhook, and in no dump of the database. There are no metrics.
                """
            ) { promise in
                let refusals = Collector<Answer>()
                let secrets =
                    try PlantedRealm(stack, refusals).secrets() + PlantedVault(stack, refusals).secrets()
                    + PlantedHooks(stack, receiver).secrets() + stack.ownSecrets
                let markers = try markers(refusals.all)
                let places = try places(refusals.all)
                let missed = markers.filter { marker in
                    !places.contains { $0.name.hasPrefix(marker.name) && marker.occurs(in: $0.contents) }
                }
                promise.expect("secrets", secrets.count, atLeast: 45)
                promise.expect("places", places.count, atLeast: 10)
                promise.note("KiB", places.reduce(0) { $0 + $1.contents.count } >> 10)
                promise.expect("markers-missed", missed.count, atMost: 0)
                for marker in missed { promise.breach("the search does not see \(marker.name)") }
                promise.expectNothing(of: secrets, in: places)
            }
        }

        /// What the search must find, each in the place of its name.
        private func markers(_ refusals: [Answer]) throws -> [PlantedSecret] {
            let user = try stack.newHuman()
            let id = try user.text("id")
            let answer = try stack.send("GET", "/v1/users")
            let agent = try VaultUser(stack, "V2_KEY").post("agents", ["name": "Marker"]).text("id")
            let webhook = PlantedSecret("webhooks", id)
            try wait(for: "a webhook") { receiver.received.contains { webhook.occurs(in: Data($0.body)) } }
            return [
                webhook, PlantedSecret("events", id), PlantedSecret("v2-events", agent),
                PlantedSecret("dump", try user.text("username")),
                PlantedSecret("worker-", try #require(answer.headers["x-request-id"])),
                PlantedSecret("errors", try #require(refusals.first?.headers["x-request-id"])),
            ]
        }

        private func places(_ refusals: [Answer]) throws -> [Place] {
            let directory = try stack.value("CREDENCE_LOG_DIR")
            let logs = try FileManager.default.subpathsOfDirectory(atPath: directory).map { name in
                (name: name, contents: try Data(contentsOf: URL(filePath: "\(directory)/\(name)")))
            }
            let events = try stack.send("GET", "/v1/events?max_results=1000", headers: ["X-Authrocket-Realm": ""])
            let vaultEvents = try VaultUser(stack, "V2_KEY").send("GET", "events?limit=100")
            let webhooks = receiver.received.map(\.body).joined(separator: [10])
            return logs + [
                ("events", Data(events.body)), ("v2-events", Data(vaultEvents.body)),
                ("webhooks", Data(Array(webhooks))), ("errors", Data(refusals.map(\.wire).joined().utf8)),
                ("dump", Data(try stack.run("dump").utf8)),
            ]
        }
    }
}

extension Answer {
    /// Headers and body, as far as they are texts.
    var wire: String {
        headers.map { "\($0): \($1)\n" }.joined() + text + "\n"
    }
}

extension Promise {
    /// Expects that no secret is in any of these places.
    mutating func expectNothing(of secrets: [PlantedSecret], in places: [(name: String, contents: Data)]) {
        let found = places.flatMap { place in
            secrets.filter { $0.occurs(in: place.contents) }.map { "\($0.name) is in \(place.name)" }
        }
        expect("found", found.count, atMost: 0)
        for what in found.prefix(5) { breach(what) }
    }
}
