import Testing

extension ServiceTests.RunningStack {
    @Suite struct VaultRateTests {
        let stack: Stack

        init() throws {
            stack = try #require(Stack.running)
        }

        @Test(
            "an organization is served 200 times in ten seconds, over both processes, and told when to come again",
            arguments: 1...3)
        func limit(_ round: Int) throws {
            let app = try newApp()
            let before = try (1...2).map { try stack.answers(by: $0) }
            let answers = try stack.sendAtOnce(240, try app.request("GET", "test"))
            #expect(answers.count { $0.status == 200 } == 200)
            let refused = answers.filter { $0.status == 429 }
            #expect(refused.count == 40)
            for answer in refused {
                #expect(answer.problems == ["rate_limit/rate_limit_exceeded"])
                let seconds = try #require(answer.headers["retry-after"].flatMap { Int($0) })
                #expect((1...10).contains(seconds))
            }
            for (worker, count) in zip(1...2, before) { #expect(try stack.answers(by: worker) >= count + 10) }
            #expect(try VaultUser(stack, "V2_OTHER_KEY").send("GET", "test").status == 200, "others are served")
        }

        /// An app of an organization that has never called.
        private func newApp() throws -> VaultUser {
            let organization = try command("organization", "create", "Busy")
            return VaultUser(
                stack: stack, key: try command("key", "create", "--organization", organization, "--name", "app"))
        }

        private func command(_ arguments: String...) throws -> String {
            let command = try stack.attempt(["credence", "v2"] + arguments)
            return String(command.text.prefix { !$0.isNewline })
        }
    }
}
