import Foundation
import JSON
import Testing

extension ServiceTests.RunningStack {
    @Suite struct ClientTests {
        /// Who an app's script calls itself to the service.
        private static let keys = [
            "php": ["CREDENCE_API_KEY"], "ruby": ["CREDENCE_LEGACY_ACCOUNT", "CREDENCE_LEGACY_KEY"],
        ]

        let stack: Stack

        init() throws {
            stack = try #require(Stack.running)
        }

        @Test(
            "an app's client creates, reads, verifies and deletes every kind of credential",
            arguments: [("php", "credentials.php"), ("ruby", "credentials.rb")])
        func credentials(_ interpreter: String, _ script: String) throws {
            try run(interpreter, script)
        }

        @Test(
            "an app's client logs users in by every method that the original's client has",
            arguments: [("php", "logins.php"), ("ruby", "logins.rb")])
        func logins(_ interpreter: String, _ script: String) throws {
            let elsewhere = try Elsewhere()
            let library = try Command(
                "\(Repository.path)/scripts/php-jwt", ["\(Repository.path)/.build/php-jwt"],
                environment: ProcessInfo.processInfo.environment)
            #expect(library.status == 0, "\(library.errors)")
            try run(
                interpreter, script,
                [
                    "OAUTH_URL": elsewhere.url, "OAUTH_CLIENT_SECRET": elsewhere.clientSecret,
                    "HOOK_URL": "\(elsewhere.url)/hook", "PHP_JWT": library.text.trimmingCharacters(in: .newlines),
                ])
        }

        @Test("PyJWT reads login tokens, and no tampered ones", arguments: ["hs256", "rs256"])
        func python(algorithm: String) throws {
            let realm = try stack.create("realms", "realm", ["name": "Python", "jwt_algo": .text(algorithm)])
            let here = ["X-Authrocket-Realm": try realm.text("id")]
            let user = try stack.send("POST", "/v1/users", ["user": ["user_type": "api"]], headers: here).object
            let login = try stack.send(
                "POST", "/v1/users/authenticate_key", ["api_key": user["api_key"] ?? nil], headers: here)
            let (token, key) = (try login.object.text("token"), try realm.text("jwt_key"))
            let claims = try verify(token, key)
            let id = try user.text("id")
            #expect(claims.status == 0 && claims.text.contains(id), "\(claims.errors)")
            #expect(try verify(token + "x", key).status == 1)
            #expect(try verify(token.replacing(".", with: ".e", maxReplacements: 1), key).status == 1)
        }

        private func verify(_ token: String, _ key: String) throws -> Command {
            try Command(
                "/usr/bin/python3", ["\(Repository.clients)/verify_jwt.py"], environment: [:],
                input: Array("\(token)\n\(key)".utf8))
        }

        private func run(_ interpreter: String, _ script: String, _ more: [String: String] = [:]) throws {
            var environment = ["CREDENCE_URL": try stack.value("CREDENCE_URL"), "PATH": "/usr/bin:/bin"]
            for name in try #require(Self.keys[interpreter]) { environment[name] = try stack.value(name) }
            let command = try Command(
                "/usr/bin/env", [interpreter, "\(Repository.clients)/\(script)"],
                environment: environment.merging(more) { $1 })
            #expect(command.status == 0, "\(command.text)\(command.errors)")
            #expect(command.errors.isEmpty)
            #expect(command.text.hasSuffix("delete it once more\n"), "it came to its end")
        }
    }
}
