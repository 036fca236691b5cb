import Credentials
import Foundation
import JSON
import TestDatabase
import Testing

@testable import API

struct EventDestinationSecretsTests {
    let vault: Vault
    private let path = "/v2/event-destinations"
    private let given = "whsec_" + Data(repeating: 7, count: 32).base64EncodedString()

    init() throws {
        vault = try Vault()
    }

    private func secret(_ answer: Answer) -> String? {
        guard case .object(let webhook)? = answer["webhook"] else { return nil }
        return webhook["secret"]?.plain
    }

    @Test("a secret is made, or taken, and shown in the answer that sets it alone")
    func shownOnce() throws {
        let made = vault.send("POST", path, Vault.destination(url: "https://app.example/"))
        #expect(secret(made)?.wholeMatch(of: /whsec_[A-Za-z0-9+\/]{43}=/) != nil)
        let taken = vault.send(
            "POST", path, Vault.destination(url: "https://app.example/", webhook: ["secret": .text(given)]))
        #expect(secret(taken) == given)
        let one = "\(path)/\(try taken.text("id"))"
        for answer in [vault.send("GET", one), vault.send("PATCH", one, ["name": "x"]), vault.send("GET", path)] {
            #expect(!answer.bodyText.contains("whsec_"))
        }
        let rotated = vault.send("PATCH", one, ["webhook": ["secret": nil]])
        #expect(secret(rotated)?.hasPrefix("whsec_") == true && secret(rotated) != given)
        #expect(secret(vault.send("PATCH", one, ["webhook": ["secret": .text(given)]])) == given)
        #expect(!vault.send("GET", one).bodyText.contains("whsec_"))
        #expect(vault.send("DELETE", one).bodyText.contains("whsec_") == false)
    }

    /// Tries to create a destination with something about its webhook that is not valid.
    private func expectRefused(_ field: String, _ webhooks: [JSONObject]) {
        for webhook in webhooks {
            let answer = vault.send("POST", path, Vault.destination(url: "https://app.example/", webhook: webhook))
            let isRefused = answer.status == 400 && answer.problems == ["request/input_invalid webhook.\(field)"]
            #expect(isRefused, "\(JSON.object(webhook).text)")
        }
    }

    @Test("what is no secret is refused")
    func malformed() {
        let short = "whsec_" + Data(repeating: 1, count: 23).base64EncodedString()
        let secrets: [JSON] = ["", "whsec_", "whsec_!!", "AAAA", .text(short), 5]
        expectRefused("secret", secrets.map { ["secret": $0] })
        let answer = vault.send(
            "POST", path, Vault.destination(url: "https://app.example/", webhook: ["secret": .text(short)]))
        #expect(!answer.bodyText.contains(short))
    }

    @Test("nothing that may be a token is in an event, a log or the database as it is")
    func atRest() throws {
        let webhook: JSONObject = ["secret": .text(given), "custom_headers": #"{"X-Token":"planted-header"}"#]
        let body = Vault.destination(url: "https://app.example/?t=planted-query", webhook: webhook)
        let answer = vault.send("POST", path, body, headers: ["idempotency-key": "k"])
        let one = "\(path)/\(try answer.text("id"))"
        vault.send("PATCH", one, ["webhook": ["secret": nil]])
        vault.send("PATCH", one, ["status": "inactive"])
        let dump = String(decoding: try vault.world.dump(), as: UTF8.self)
        #expect(dump.contains("event_destination.deactivated"))
        for planted in [given, "planted-header", "planted-query", String(given.dropFirst(6))] {
            #expect(!dump.contains(planted) && !vault.world.log.text.contains(planted))
        }
        let shown = vault.send("GET", one).bodyText + vault.send("GET", "/v2/events").bodyText
        #expect(!shown.contains("planted-header") && !vault.send("GET", "/v2/events").bodyText.contains("planted"))
    }

    @Test("a URL must be http or https, hold nobody's password, and no address that is not permitted")
    func urls() throws {
        let urls = [
            "ftp://app.example/", "app.example", "https://", "https://app.example/ä", "http:///x",
            "https://sally@app.example/", "https://sally:hunter2@app.example/", "http://10.0.0.1/",
            "http://[::1]:80/", "http://169.254.169.254/latest", "http://167772161/", "https://[fd00::1]/",
        ]
        expectRefused("url", urls.map { ["url": .text($0)] })
        let one = "\(path)/\(try vault.newDestination())"
        let changed = vault.send("PATCH", one, ["webhook": ["url": "http://10.0.0.1/"]])
        #expect(changed.status == 400 && changed.problems == ["request/input_invalid webhook.url"])
    }

    @Test("a name is taken whatever it may stand for, and so is a public address")
    func names() {
        for url in ["http://localhost:1/", "https://internal/", "http://8.8.8.8/", "https://[2606:4700::1]:8443/x#y"] {
            #expect(vault.send("POST", path, Vault.destination(url: url)).status == 201, "\(url)")
        }
    }

    @Test("headers that are no JSON object of strings in a text, that cannot be sent or are reserved are refused")
    func badHeaders() throws {
        let texts = [
            "", "x", "[]", #""x""#, #"{"X-A":1}"#, #"{"X-A":null}"#, #"{"X A":"b"}"#, #"{"":"b"}"#,
            #"{"X-A":"b\r\nX-B: c"}"#, #"{"X-A":"b\u0000"}"#, #"{"X-A":"1","x-a":"2"}"#, #"{"webhook-id":"x"}"#,
            #"{"Webhook-Anything":"x"}"#, #"{"HOST":"x"}"#, #"{"Content-Type":"x"}"#, #"{"content-length":"1"}"#,
            #"{"Transfer-Encoding":"chunked"}"#, #"{"connection":"close"}"#, #"{"Upgrade":"x"}"#, #"{"TE":"x"}"#,
        ]
        expectRefused(
            "custom_headers", texts.map { ["custom_headers": .text($0)] } + [["custom_headers": ["X-A": "b"]]])
    }
}
