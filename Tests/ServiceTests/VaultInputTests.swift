import JSON
import Testing

extension ServiceTests.VaultStack {
    /// What may stand in a credential (deck-v2.md sections 2, 3.1 and 10).
    @Suite struct VaultInputTests {
        /// A value that must not come back, whatever is wrong with it.
        private static let password: JSON = "planted-password"

        let stack: Stack
        let app: VaultUser
        let source: String

        init() throws {
            stack = try #require(Stack.running)
            app = try VaultUser(stack, "V2_KEY")
            source = try app.newSource()
        }

        @Test(
            "a credential is created or refused",
            arguments: [
                ("external_id", .text(String(repeating: "é", count: 255)), nil),
                ("external_id", .text(String(repeating: "x", count: 256)), "request/input_invalid external_id"),
                ("external_id", "", "request/input_invalid external_id"),
                ("external_id", 7, "request/input_invalid external_id"),
                ("external_id", .null, nil),
                ("source_id", .null, "request/input_missing source_id"),
                ("source_id", "src_00000000000000000000000000", "source/source_not_found source_id"),
                ("source_id", "nonsense", "source/source_not_found source_id"),
                ("auth_method", "google_sso", "auth/auth_method_invalid auth_method"),
                ("auth_credentials", ["username": "ines"], "request/input_missing auth_credentials.password"),
                (
                    "auth_credentials", ["username": "ines", "password": ""],
                    "request/input_missing auth_credentials.password"
                ),
                ("auth_credentials", ["password": password], "request/input_missing auth_credentials.username"),
                (
                    "auth_credentials", ["username": "ines", "password": 7],
                    "request/input_invalid auth_credentials.password"
                ),
            ] as [(String, JSON, String?)])
        func members(_ name: String, _ value: JSON, _ problem: String?) throws {
            var body: JSONObject = [
                "source_id": .text(source), "auth_method": "username_password",
                "auth_credentials": ["username": "ines", "password": Self.password],
            ]
            body[name] = value
            try expect(problem, try app.send("POST", "credentials", .object(body)))
        }

        @Test(
            "a source field is kept and shown, or refused",
            arguments: [
                ("a", "1", nil), (String(repeating: "k", count: 64), "1", nil), ("a_1", "", nil),
                (String(repeating: "k", count: 65), "1", "*"), ("A", "1", "*"), ("1a", "1", "*"), ("a-b", "1", "*"),
                ("", "1", "*"), ("username", "1", "*"), ("password", "1", "*"), ("key", "1", "*"), ("a", 7, "a"),
                ("a", .text(String(repeating: "x", count: 1024)), nil),
                ("a", .text(String(repeating: "é", count: 513)), "a"),
            ] as [(String, JSON, String?)])
        func fields(_ key: String, _ value: JSON, _ refused: String?) throws {
            let answer = try create(fields: .object([key: value]))
            try expect(refused.map { "request/input_invalid auth_credentials.source_fields.\($0)" }, answer)
            guard refused == nil else { return }
            let summary: JSON = ["username": "ines", "source_fields": .object([key: value])]
            #expect(answer.object["auth_credentials"] == summary)
            let id = try answer.text("id")
            #expect(try app.get("credentials/\(id)")["auth_credentials"] == summary)
            #expect(try app.send("GET", "credentials?source_id=\(source)").data.first?["auth_credentials"] == summary)
        }

        @Test("there are ten source fields at most, secret ones counted", arguments: [10, 11])
        func count(_ count: Int) throws {
            var fields: JSONObject = ["pin": ["value": "planted-password", "secret": true]]
            for number in 1..<count { fields["field_\(number)"] = "x" }
            let answer = try create(fields: .object(fields))
            try expect(count == 10 ? nil : "request/input_invalid auth_credentials.source_fields", answer)
            guard count == 10, case .object(let summary)? = answer.object["auth_credentials"] else { return }
            #expect(summary["secret_source_fields"] == ["pin"])
        }

        @Test("without a method a credential is a link to a user, which holds no login") func noMethod() throws {
            let link = try app.send("POST", "credentials", ["source_id": .text(source), "external_id": "u1"])
            #expect(link.status == 201 && link.object["auth_method"] == "none")
            let mixed = try app.send(
                "POST", "credentials",
                ["source_id": .text(source), "auth_credentials": ["password": Self.password]])
            try expect("request/input_invalid auth_credentials.password", mixed)
        }

        private func create(fields: JSON) throws -> Answer {
            try app.send(
                "POST", "credentials",
                [
                    "source_id": .text(source), "auth_method": "username_password",
                    "auth_credentials": [
                        "username": "ines", "password": Self.password, "source_fields": fields,
                    ],
                ])
        }

        /// Expects a new credential, or the one problem; and in either case not a word of the password.
        private func expect(_ problem: String?, _ answer: Answer, _ location: SourceLocation = #_sourceLocation) throws
        {
            let refusal = problem?.hasPrefix("source/") == true ? 404 : 400
            #expect(answer.status == (problem == nil ? 201 : refusal), sourceLocation: location)
            #expect(answer.problems == (problem.map { [$0] } ?? []), sourceLocation: location)
            if problem == nil {
                #expect(answer.object["status"] == "unverified", sourceLocation: location)
                let events = try stack.events(of: try answer.text("id"))
                #expect(events == ["credential.created"], sourceLocation: location)
            }
            #expect(!answer.text.contains("planted-password"), sourceLocation: location)
            #expect(try !answer.text("request_id").isEmpty, sourceLocation: location)
        }
    }
}
