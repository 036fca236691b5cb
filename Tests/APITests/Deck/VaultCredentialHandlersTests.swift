import Credentials
import JSON
import MariaDB
import TestDatabase
import Testing

@testable import API

struct VaultCredentialHandlersTests {
    let vault: Vault

    init() throws {
        vault = try Vault()
    }

    @Test("a credential is created unverified, and shows all but its secrets")
    func create() throws {
        let source = try vault.newSource()
        let answer = vault.send(
            "POST", "/v2/credentials",
            [
                "source_id": .text(source), "auth_method": "username_password", "external_id": "tenant9:user41",
                "auth_credentials": [
                    "username": "ines@acme.test", "password": "correct-horse",
                    "source_fields": ["company_id": "ACME-77", "pin": ["value": "4711", "secret": true]],
                ],
            ])
        #expect(answer.status == 201)
        #expect(
            answer.object.names == [
                "id", "object", "status", "external_id", "source_id", "auth_method", "auth_credentials", "created_at",
                "updated_at", "request_id",
            ])
        #expect(answer["status"] == "unverified" && answer["external_id"] == "tenant9:user41")
        #expect(
            answer["auth_credentials"] == [
                "username": "ines@acme.test", "source_fields": ["company_id": "ACME-77"],
                "secret_source_fields": ["pin"],
            ])
        #expect(try answer.text("id").wholeMatch(of: /cred_[0-9A-HJKMNP-TV-Z]{26}/) != nil)
        #expect(try answer.text("request_id") == answer.headers["x-request-id"])
        let got = vault.send("GET", "/v2/credentials/\(try answer.text("id"))", key: vault.read)
        #expect(got.status == 200 && got["auth_credentials"] == answer["auth_credentials"])
        #expect(try vault.eventTypes() == ["source.created", "credential.created"])
    }

    @Test("without a method a credential only links a user")
    func withoutMethod() throws {
        let answer = vault.send(
            "POST", "/v2/credentials", ["source_id": .text(try vault.newSource()), "auth_credentials": nil])
        #expect(answer.status == 201 && answer["auth_method"] == "none")
        #expect(answer["auth_credentials"] == ["source_fields": [:]] && answer["external_id"] == nil as JSON)
    }

    @Test(
        "what breaks a rule is refused on its field, and never repeated",
        arguments: [
            (["auth_method": "username_password"], "request/input_missing source_id"),
            (["auth_method": "google_sso", "auth_credentials": nil], "auth/auth_method_invalid auth_method"),
            (["auth_credentials": ["username": "u"]], "request/input_missing auth_credentials.password"),
            (["auth_credentials": ["password": "p"]], "request/input_missing auth_credentials.username"),
            (
                ["auth_credentials": ["username": "u", "password": ""]],
                "request/input_missing auth_credentials.password"
            ),
            (
                ["auth_credentials": ["username": 5, "password": "p"]],
                "request/input_invalid auth_credentials.username"
            ),
            (["external_id": ""], "request/input_invalid external_id"),
            (["external_id": 5], "request/input_invalid external_id"),
            (["external_id": .text(String(repeating: "é", count: 256))], "request/input_invalid external_id"),
        ] as [(JSONObject, String)])
    func refusals(changes: JSONObject, problem: String) throws {
        var body: JSONObject = [
            "source_id": .text(try vault.newSource()), "auth_method": "username_password",
            "auth_credentials": ["username": "u", "password": "planted-secret"],
        ]
        for (name, value) in changes { body[name] = value }
        if problem.hasSuffix("source_id") { body["source_id"] = nil }
        let before = try vault.world.fingerprint()
        let answer = vault.send("POST", "/v2/credentials", .object(body))
        #expect(answer.status == 400 && answer.problems == [problem])
        #expect(!answer.bodyText.contains("planted") && !answer.bodyText.contains("google"))
        #expect(try vault.world.fingerprint() == before)
    }

    @Test(
        "keys of source fields",
        arguments: [
            ("a", true), (String(repeating: "k", count: 64), true), (String(repeating: "k", count: 65), false),
            ("A", false), ("1a", false), ("a-b", false), ("_a", false), ("", false), ("password", false),
            ("username", false), ("key", false), ("a_1", true),
        ])
    func fieldKeys(key: String, accepted: Bool) throws {
        let answer = vault.send(
            "POST", "/v2/credentials",
            ["source_id": .text(try vault.newSource()), "auth_credentials": ["source_fields": .object([key: "x"])]])
        #expect(answer.status == (accepted ? 201 : 400), "\(key)")
    }

    @Test("ten source fields are the most, after a change too")
    func fieldCount() throws {
        let fields = { (count: Int) in
            JSON.object((0..<count).reduce(into: JSONObject()) { $0["f\($1)"] = "x" })
        }
        let source = try vault.newSource()
        let create = { (count: Int) in
            self.vault.send(
                "POST", "/v2/credentials",
                ["source_id": .text(source), "auth_credentials": ["source_fields": fields(count)]])
        }
        #expect(create(11).problems == ["request/input_invalid auth_credentials.source_fields"])
        let id = try create(10).text("id")
        let more = vault.send(
            "PATCH", "/v2/credentials/\(id)", ["auth_credentials": ["source_fields": ["another": "x"]]])
        #expect(more.status == 400)
        let swapped = vault.send(
            "PATCH", "/v2/credentials/\(id)", ["auth_credentials": ["source_fields": ["another": "x", "f0": nil]]])
        #expect(swapped.status == 200)
    }

    @Test("a change merges: what is absent stays, null goes, a value replaces")
    func merge() throws {
        let id = try vault.newCredential()
        let path = "/v2/credentials/\(id)"
        let changed = vault.send(
            "PATCH", path, ["auth_credentials": ["username": "new", "source_fields": ["a": "1", "b": "2"]]])
        #expect(changed["auth_credentials"] == ["username": "new", "source_fields": ["a": "1", "b": "2"]])
        let again = vault.send("PATCH", path, ["auth_credentials": ["source_fields": ["a": nil, "c": "3"]]])
        #expect(again["auth_credentials"] == ["username": "new", "source_fields": ["b": "2", "c": "3"]])
        let without = vault.send("PATCH", path, ["auth_credentials": ["password": nil]])
        #expect(without.problems == ["request/input_missing auth_credentials.password"])
        #expect(vault.send("GET", path)["auth_credentials"] == again["auth_credentials"])
        #expect(vault.send("PATCH", path, ["external_id": "x"])["external_id"] == "x")
        #expect(vault.send("PATCH", path, ["external_id": nil])["external_id"] == nil as JSON)
    }

    @Test("what the source has declared secret since is not shown any more, and hidden for good by a change")
    func declaredSecretSince() throws {
        let source = try vault.newSource()
        let id = try vault.newCredential(
            of: source,
            ["auth_credentials": ["username": "u", "password": "p", "source_fields": ["pin": "4711", "shop": "7"]]])
        let fields: JSON = [["key": "pin", "secret": true], ["key": "shop"]]
        vault.send("PATCH", "/v2/sources/\(source)", ["auth": ["source_fields": fields]])
        let hidden: JSON = ["username": "u", "source_fields": ["shop": "7"], "secret_source_fields": ["pin"]]
        #expect(vault.send("GET", "/v2/credentials/\(id)")["auth_credentials"] == hidden)
        #expect(vault.send("GET", "/v2/credentials").data.first?["auth_credentials"] == hidden)
        let changed = vault.send("PATCH", "/v2/credentials/\(id)", ["auth_credentials": ["username": "v"]])
        #expect(
            changed["auth_credentials"]
                == ["username": "v", "source_fields": ["shop": "7"], "secret_source_fields": ["pin"]])
    }

    @Test("user name and password cannot be taken away")
    func missingLogin() throws {
        let id = try vault.newCredential()
        let missing = [
            "request/input_missing auth_credentials.username", "request/input_missing auth_credentials.password",
        ]
        let none = vault.send("PATCH", "/v2/credentials/\(id)", ["auth_credentials": .null])
        #expect(none.problems == missing)
        let both = vault.send(
            "PATCH", "/v2/credentials/\(id)", ["auth_credentials": ["username": .null, "password": .null]])
        #expect(both.problems == missing)
        #expect(vault.credentialStatus(id) == "unverified")
    }

    @Test(
        "a filter that is given must not be empty: whoever fills it from an empty variable is not to get all",
        arguments: [
            ("credentials", "external_id"), ("credentials", "source_id"), ("credentials", "status"),
            ("task-runs", "credential_id"), ("task-runs", "outcome"), ("task-runs", "created_after"),
            ("tasks", "agent_id"), ("events", "type"),
        ])
    func blankFilter(list: String, name: String) {
        #expect(vault.send("GET", "/v2/\(list)?\(name)=").problems == ["request/input_invalid \(name)"])
    }

    @Test("an object was changed no earlier than it was created")
    func times() throws {
        for _ in 0..<20 {
            let source = vault.send("GET", "/v2/sources/\(try vault.newSource())")
            #expect(try source.text("created_at") <= source.text("updated_at"))
        }
    }

    @Test("a source's URL holds no user and no password")
    func sourceURL() {
        for user in ["u:secretpw@", "u@", "@"] {
            let website: JSON = ["url": .text("https://\(user)portal.example/")]
            let answer = vault.send("POST", "/v2/sources", ["type": "website", "website": website])
            #expect(answer.problems == ["request/input_invalid website.url"])
            #expect(!answer.bodyText.contains("secretpw"))
        }
    }

    @Test("a deleted credential stays queryable, without its secrets or their key, for good")
    func delete() throws {
        let id = try vault.newCredential(["external_id": "x"])
        let path = "/v2/credentials/\(id)"
        for _ in 0..<2 {
            let answer = vault.send("DELETE", path)
            #expect(answer.status == 200)
            #expect(answer.object.names == ["id", "object", "deleted", "request_id"] && answer["deleted"] == true)
        }
        let got = vault.send("GET", path)
        #expect(got["status"] == "deleted" && got["auth_credentials"] == [:] && got["external_id"] == "x")
        #expect(vault.send("GET", "/v2/credentials?status=deleted").data.count == 1)
        #expect(vault.send("PATCH", path, ["external_id": "y"]).problems == ["auth/credential_deleted"])
        #expect(try vault.eventTypes().filter { $0 == "credential.deleted" }.count == 1)
        var session = try vault.world.database.session()
        #expect(try session.rows("SELECT key_id FROM credential_keys") { _ in }.isEmpty)
        let sealed = try session.rows("SELECT payload, summary FROM vault_credentials") { row in
            [try row("payload", as: [UInt8]?.self), try row("summary", as: [UInt8]?.self)]
        }
        #expect(sealed == [[nil, nil]])
    }

    @Test("a list is narrowed down by source, status and the app's own name")
    func filters() throws {
        let (one, other) = (try vault.newSource(), try vault.newSource())
        let ids = [
            try vault.newCredential(of: one, ["external_id": "a"]), try vault.newCredential(of: one),
            try vault.newCredential(of: other, ["external_id": "a"]),
        ]
        vault.send("DELETE", "/v2/credentials/\(ids[1])")
        func list(_ query: String) throws -> [String] {
            try vault.send("GET", "/v2/credentials?\(query)").data.map { try $0.text("id") }
        }
        #expect(try list("") == ids.reversed())
        #expect(try list("source_id=\(one)") == [ids[1], ids[0]])
        #expect(try list("source_id=\(one),\(other)&status=unverified") == [ids[2], ids[0]])
        #expect(try list("source_id[]=\(one)&source_id[]=\(other)&status=deleted&status=verified") == [ids[1]])
        #expect(try list("external_id=a") == [ids[2], ids[0]])
        #expect(try list("external_id=a&source_id=\(other)&status=unverified") == [ids[2]])
        #expect(try list("source_id=nonsense").isEmpty)
        #expect(vault.send("GET", "/v2/credentials?status=lost").problems == ["request/input_invalid status"])
    }

    @Test("pages follow each other while credentials are added")
    func pages() throws {
        let source = try vault.newSource()
        let ids = try (0..<5).map { _ in try vault.newCredential(of: source) }
        let first = vault.send("GET", "/v2/credentials?limit=2")
        #expect(first.object.names == ["data", "has_more", "next_cursor", "request_id"])
        #expect(try first.data.map { try $0.text("id") } == [ids[4], ids[3]] && first["has_more"] == true)
        _ = try vault.newCredential(of: source)
        let second = vault.send("GET", "/v2/credentials?limit=2&cursor=\(try first.text("next_cursor"))")
        #expect(try second.data.map { try $0.text("id") } == [ids[2], ids[1]])
        let last = vault.send("GET", "/v2/credentials?limit=2&starting_after=\(ids[1])")
        #expect(try last.data.map { try $0.text("id") } == [ids[0]])
        #expect(last["has_more"] == false && last["next_cursor"] == nil as JSON)
        for query in ["limit=0", "limit=101", "limit=x", "cursor=x", "cursor=c1_", "starting_after=x"] {
            let name = String(query.prefix { $0 != "=" })
            #expect(vault.send("GET", "/v2/credentials?\(query)").problems == ["request/input_invalid \(name)"])
        }
    }

    @Test("nobody sees another organization's credentials, or writes with a weak key")
    func strangers() throws {
        let id = try vault.newCredential()
        let path = "/v2/credentials/\(id)"
        for method in ["GET", "PATCH", "DELETE"] {
            let answer = vault.send(method, path, key: vault.stranger)
            #expect(answer.status == 404 && answer.problems == ["request/credential_not_found"])
        }
        #expect(vault.send("GET", "/v2/credentials", key: vault.stranger).data.isEmpty)
        #expect(vault.send("DELETE", path, key: vault.read).problems == ["request/permission_denied"])
        #expect(vault.send("GET", path, key: vault.worker).status == 403)
        for key in [vault.revoked, "sk_live_x", ""] {
            let answer = vault.send("GET", path, key: key)
            #expect(answer.status == 401 && answer.problems == ["request/api_key_invalid"])
        }
        #expect(vault.send("GET", "/v2/test", key: vault.worker)["status"] == "ready")
    }
}
