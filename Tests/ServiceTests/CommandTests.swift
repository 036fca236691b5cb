import Foundation
import JSON
import Testing

extension ServiceTests.RunningStack {
    @Suite struct CommandTests {
        let stack: Stack

        init() throws {
            stack = try #require(Stack.running)
        }

        @Test("an access key opens the service until it is revoked, and then no longer") func revocation() throws {
            let key = try newKey("revoked")
            for answer in try read(with: key, times: 20) { #expect(answer.status == 200) }
            try stack.run("credence", "access-key", "revoke", String(key.prefix(25)))
            // Workers remember who was let in, for less than a second.
            try wait(for: "the key to be refused by all") {
                try read(with: key, times: 20).allSatisfy { $0.status == 403 }
            }
            for answer in try read(with: key, times: 20) {
                #expect(answer.status == 403 && answer.object["error"] == "Access denied")
            }
            let again = try stack.attempt(["credence", "access-key", "revoke", String(key.prefix(25))])
            #expect(again.status == 1)
        }

        @Test("the list of access keys begins each line with an id, and shows no secret") func list() throws {
            let key = try newKey("listed")
            let lines = try stack.run("credence", "access-key", "list").split(separator: "\n")
            #expect(lines.allSatisfy { $0.prefixMatch(of: /ko_[0-9A-Za-z]{22}\t/) != nil })
            let line = try #require(lines.first { $0.hasPrefix(key.prefix(25)) })
            #expect(line.hasSuffix("\tread\t-\tcurrent\tactive\tlisted"))
            let names = ["API_KEY", "WRITE_KEY", "READ_KEY", "LEGACY_KEY", "OTHER_API_KEY"]
            for key in try names.map({ try stack.value("CREDENCE_\($0)") }) + [key] {
                let secret = try #require(key.split(whereSeparator: { "-_".contains($0) }).last)
                #expect(lines.allSatisfy { !$0.contains(secret) })
            }
        }

        @Test(
            "a command that cannot be done says why in one line",
            arguments: [
                ["access-key", "revoke", "ko_0000000000000000000000"],
                ["access-key", "revoke", "ko_0000000000000000000000-a-whole-key"],
                ["account", "create", " "],
                ["realm", "create", "", "--account", "org_0000000000000000000000"],
                ["access-key", "create", "--account", "org_0000000000000000000000", "--permission", "read"],
                ["realm", "create", "Shop", "--account", "org_0000000000000000000000"],
                ["keys", "init", "--file", "/dev/null"],
                ["keys", "init", "--file", "/nowhere/at/all"],
            ])
        func refusal(_ arguments: [String]) throws {
            let command = try stack.attempt(["credence"] + arguments)
            #expect(command.status == 1 && command.output.isEmpty)
            #expect(command.errors.wholeMatch(of: /Error: [^\n]{15,}\.\n/) != nil, "\(command.errors)")
            #expect(!command.errors.contains("a-whole-key"))
        }

        @Test(
            "a command that is not understood says what is wrong before how it is used",
            arguments: [
                ["access-key", "create", "--permission", "read"],
                ["access-key", "create", "--account", "org_0000000000000000000000", "--permission", "everything"],
                ["realm", "create", "Shop", "--account", "nonsense"],
                ["account", "create"],
                ["serve", "--fast"],
                ["nonsense"],
            ])
        func misuse(_ arguments: [String]) throws {
            let command = try stack.attempt(["credence"] + arguments)
            #expect(command.status == 64 && command.output.isEmpty)
            #expect(
                command.errors.prefixMatch(of: #/Error: [^\n]{15,}\n(Help:  [^\n]+\n)?Usage: /#) != nil,
                "\(command.errors)")
        }

        private func newKey(_ name: String) throws -> String {
            let account = try stack.value("CREDENCE_LEGACY_ACCOUNT")
            return try stack.run(
                "credence", "access-key", "create", "--account", account, "--permission", "read", "--name", name
            ).trimmingCharacters(in: .newlines)
        }

        private func read(with key: String, times: Int) throws -> [Answer] {
            try stack.sendAtOnce(
                times, try stack.request("GET", "/v1/users", headers: ["X-Authrocket-Api-Key": key]))
        }
    }
}
