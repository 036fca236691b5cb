import Credentials
import Foundation
import JSON
import Testing

extension ServiceTests.RunningStack {
    @Suite struct PlantedSecretTests {
        let stack: Stack
        let facebook: String
        let user: String

        init() throws {
            stack = try #require(Stack.running)
            let provider = try stack.send(
                "POST", "/v1/auth_providers", ["auth_provider": ["provider_type": "facebook", "client_id": "shop"]])
            facebook = try #require(provider.status == 201 ? try provider.text("id") : "facebook")
            user = try stack.newHuman().text("id")
        }

        @Test("a secret in any form is recognized wherever it stands")
        func recognition() {
            let secret = PlantedSecret("a", "correct horse battery")
            for before in ["", "x", "xx", "xxx"] {
                let text = Data("\(before)correct horse battery\(before)".utf8)
                #expect(secret.occurs(in: text))
                #expect(secret.occurs(in: text.base64EncodedData()))
                #expect(secret.occurs(in: Data(text.map { String(format: "%02X", $0) }.joined().utf8)))
            }
            #expect(!secret.occurs(in: Data("correct horse butter".utf8)))
        }

        @Test("no secret is in a log, in an event or in a dump of the database") func nowhere() throws {
            let secrets =
                try passwords() + apiKeys() + devices() + tokens() + mistakes() + callers()
                + PlantedVault(stack).secrets()
            let markers = try self.markers()
            let places = try self.places()
            for marker in markers {
                #expect(places.contains { $0.name.hasPrefix(marker.name) && marker.occurs(in: $0.contents) })
            }
            for place in places {
                for secret in secrets where secret.occurs(in: place.contents) {
                    Issue.record("\(secret.name) is in \(place.name)")
                }
            }
        }

        /// What the search must find, each in the place of its name.
        private func markers() throws -> [PlantedSecret] {
            let user = try stack.newHuman()
            let answer = try stack.send("GET", "/v1/users")
            return [
                PlantedSecret("events", try user.text("id")), PlantedSecret("dump", try user.text("username")),
                PlantedSecret("worker-", try #require(answer.headers["x-request-id"])),
            ]
        }

        private func passwords() throws -> [PlantedSecret] {
            let (first, second, third) = (PlantedSecret.random(), PlantedSecret.random(), PlantedSecret.random())
            let user = try stack.newHuman(password: first)
            let id = try user.text("id")
            guard case .array(let credentials)? = user["credentials"], case .object(let password)? = credentials.first
            else { throw WrongType(name: "credentials") }
            let path = "/v1/credentials/\(try password.text("id"))"
            try send("PUT", path, ["credential": ["password": .text(second)]], expecting: 200)
            try send("PUT", "/v1/users/\(id)", ["user": ["password": .text(third)]], expecting: 200)
            return [
                PlantedSecret("the password of a new user", first), PlantedSecret("a changed password", second),
                PlantedSecret("a password changed with its user", third),
            ]
        }

        private func apiKeys() throws -> [PlantedSecret] {
            let (realm, given) = (
                try stack.create("realms", "realm", ["name": "Keys", "api_key_policy": "encrypt"]),
                PlantedSecret.random()
            )
            let robots = try [stack.value("CREDENCE_REALM"), realm.text("id")].map { realm in
                try stack.create("users", "user", ["user_type": "api", "realm_id": .text(realm)])
            }
            let made = try robots.map { PlantedSecret("a generated API key", try $0.text("api_key")) }
            for robot in robots {
                let attributes: JSON = [
                    "user_id": .text(try robot.text("id")), "credential_type": "api_key", "api_key": .text(given),
                ]
                let credential = try stack.create("credentials", "credential", attributes)
                try send("GET", "/v1/credentials/\(try credential.text("id"))", nil, expecting: 200)
            }
            return made + [
                PlantedSecret("a given API key", given), PlantedSecret("a key of tokens", try realm.text("jwt_key")),
            ]
        }

        private func devices() throws -> [PlantedSecret] {
            let device = try stack.newDevice(of: user)
            let secret = try device.text("otp_secret")
            let path = "/v1/credentials/\(try device.text("id"))/verify"
            try send("POST", path, ["credential": ["code": .text(try stack.code(of: device))]], expecting: 200)
            return [
                PlantedSecret("the secret of a device", secret),
                PlantedSecret("its bytes", try #require(Base32.decode(secret))),
            ]
        }

        private func tokens() throws -> [PlantedSecret] {
            let (access, fresh, client) = (PlantedSecret.random(), PlantedSecret.random(), PlantedSecret.random())
            let link = try stack.create(
                "credentials", "credential",
                [
                    "user_id": .text(user), "credential_type": "facebook", "auth_provider_id": .text(facebook),
                    "provider_user_id": .text(user), "access_token": .text(access),
                ])
            let path = "/v1/credentials/\(try link.text("id"))"
            try send("PUT", path, ["credential": ["access_token": .text(fresh)]], expecting: 200)
            let provider: JSON = ["auth_provider": ["client_secret": .text(client)]]
            try send("PUT", "/v1/auth_providers/\(facebook)", provider, expecting: 200)
            return [
                PlantedSecret("an access token", access), PlantedSecret("a renewed access token", fresh),
                PlantedSecret("a client secret", client),
            ]
        }

        /// Requests that fail, with a secret in every place where a confused caller may put it.
        private func mistakes() throws -> [PlantedSecret] {
            let secret = PlantedSecret.random()
            let credential: JSON = ["user_id": .text(user), "credential_type": "password", "password": .text(secret)]
            try send("POST", "/v1/credentials", ["credential": credential], expecting: 422)
            try send("GET", "/v1/users/\(secret)", nil, expecting: 404)
            try send("GET", "/v1/\(secret)/\(secret)", nil, expecting: 404)
            try send("GET", "/v1/users?password=\(secret)&after=\(secret)", nil, expecting: 404)
            try send("GET", "/v2/credentials?token=\(secret)", nil, expecting: 401)
            let malformed = Array(#"{"user":{"password":"\#(secret)"#.utf8)
            #expect(try stack.exchange(try stack.request("POST", "/v1/users", malformed)).status == 400)
            for header in ["X-Authrocket-Api-Key", "X-Authrocket-Account", "User-Agent", "Cookie", "Referer"] {
                let answer = try stack.send("GET", "/v1/users", headers: [header: secret])
                #expect(answer.status == (header == "X-Authrocket-Api-Key" ? 403 : 200))
            }
            let broken = "GET /v1/users?password=\(secret) HTTP/1.1\r\nHost: a\r\nHost: \(secret)\r\n\r\n"
            #expect(try stack.exchange(Array(broken.utf8)).status == 400)
            #expect(try stack.exchange(Array("\(secret) / HTTP/1.1\r\n\r\n".utf8)).status == 400)
            return [PlantedSecret("a secret in the wrong place", secret)]
        }

        private func callers() throws -> [PlantedSecret] {
            let names = [
                "API_KEY", "WRITE_KEY", "READ_KEY", "LEGACY_KEY", "OTHER_API_KEY", "V2_KEY", "V2_WORKER_KEY",
                "V2_OTHER_KEY",
            ]
            return try names.map { name in
                let key = try stack.value("CREDENCE_\(name)")
                return PlantedSecret(name, String(try #require(key.split { $0 == "-" || $0 == "_" }.last)))
            }
        }

        private func places() throws -> [(name: String, contents: Data)] {
            let directory = try stack.value("CREDENCE_LOG_DIR")
            var places = try FileManager.default.subpathsOfDirectory(atPath: directory).map { name in
                (name: name, contents: try Data(contentsOf: URL(filePath: "\(directory)/\(name)")))
            }
            let events = try stack.send("GET", "/v1/events?max_results=1000", headers: ["X-Authrocket-Realm": ""])
            places.append(("events", Data(events.body)))
            places.append(("dump", Data(try stack.run("dump").utf8)))
            return places
        }

        private func send(_ method: String, _ target: String, _ body: JSON?, expecting status: Int) throws {
            #expect(try stack.send(method, target, body).status == status, "\(method) \(target.prefix(12))")
        }

    }
}
