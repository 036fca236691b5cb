import Credentials
import Foundation
import JSON
import Secrets
import Testing

extension ServiceTests.VaultStack {
    /// A deleted credential's secrets are gone from the database (deck-v2.md sections 3.4, 5, 10; section 13, 3 and 17).
    @Suite struct VaultErasureTests {
        let stack: Stack
        let app: VaultUser
        let source: String
        let credential: String
        private let id: String

        init() throws {
            stack = try #require(Stack.running)
            app = try VaultUser(stack, "V2_KEY")
            source = try app.newSource()
            credential = try app.newCredential(
                of: source, password: "planted-password", fields: ["pin": ["value": "planted-pin", "secret": true]],
                headers: Self.newKey())
            id = try #require(VaultCredentialID(credential)).literal
        }

        @Test("nothing of a deleted credential is in a dump, and no key that is left opens what was")
        func erasure() throws {
            let old = try sealed("payload, summary FROM vault_credentials WHERE id = \(id)")
            let change: JSON = ["auth_credentials": ["password": "planted-other"]]
            #expect(
                try app.send("PATCH", "credentials/\(credential)", change, headers: Self.newKey()).status == 200)
            let run = try answeredRun()
            let current =
                try sealed("payload, summary FROM vault_credentials WHERE id = \(id)")
                + sealed("wrapped FROM credential_keys WHERE credential_id = \(id)")
                + sealed("answer FROM idempotency_records WHERE credential_id = \(id)")
                + sealed("interaction_answer FROM task_runs WHERE credential_id = \(id)")
            #expect(current.count == 6, "two values, a key, two kept answers, and a user's answer")
            for dump in try dumps() {
                for value in current { #expect(occurs(value, in: dump), "the search finds what is there") }
                for value in old { #expect(!occurs(value, in: dump), "replaced values are overwritten") }
            }
            let payload = try #require(current.first)
            let opened = try DataKeys(of: stack).open(payload, try place(of: "payload", version: 2))
            #expect(String(decoding: try #require(opened), as: UTF8.self).contains("planted-other"))

            let deletion = try app.send("DELETE", "credentials/\(credential)", headers: Self.newKey())
            #expect(deletion.status == 200)
            for dump in try dumps() {
                for (number, value) in (old + current).enumerated() {
                    #expect(!occurs(value, in: dump), "value \(number) is still there")
                }
            }
            let keys = try DataKeys(of: stack)
            #expect(keys.open(payload, try place(of: "payload", version: 2)) == nil)
            #expect(try keys.open(old[0], place(of: "payload", version: 1)) == nil)
            #expect(try run.send("interaction", nil, method: "GET").status == 204)
        }

        /// A run whose user has answered, and whose worker has not yet asked for the answer.
        private func answeredRun() throws -> LeasedRun {
            let id = try app.newRun(with: credential)
            let run = try VaultUser(stack, "V2_WORKER_KEY").claim(from: source)
            try run.send("auth-credentials")
            let question: JSON = ["type": "mfa", "message": "Code?", "fields": [["name": "code"]]]
            #expect(try run.send("interaction-request", question).status == 200)
            let answer = try app.send(
                "POST", "task-runs/\(id)/interaction", ["input": ["code": "planted-code"]], headers: Self.newKey())
            #expect(answer.status == 200)
            return run
        }

        /// The columns of the rows that a query finds.
        private func sealed(_ query: String) throws -> [[UInt8]] {
            let parts = query.split(separator: " FROM ", maxSplits: 1)
            let columns = parts[0].split(separator: ", ").map { "HEX(\($0))" }.joined(separator: ", ")
            return try stack.rows("SELECT \(columns) FROM \(parts[1])").flatMap { row in
                try row.map { try #require(Hexadecimal.bytes($0)) }
            }
        }

        /// The database as text, and as the bytes that it holds.
        private func dumps() throws -> [Data] {
            let plain = Array(try stack.attempt(["dump", "--skip-hex-blob"]).output)
            return [Data(try stack.run("dump").utf8), Data(unescaped(plain))]
        }

        /// Whether any stretch of 16 bytes of a sealed value, cut at its sixteenths, stands in a dump.
        private func occurs(_ value: [UInt8], in dump: Data) -> Bool {
            // What it begins with is the format's version and the key's number.
            stride(from: 17, through: value.count - 16, by: max(16, value.count / 4)).contains { start in
                PlantedSecret("", value[start...].prefix(16)).occurs(in: dump)
            }
        }

        private func place(of column: String, version: Int) throws -> SealPlace {
            let organization = try #require(OrganizationID(try stack.value("CREDENCE_V2_ORGANIZATION")))
            let object = try #require(VaultCredentialID(credential))
            return SealPlace(scope: organization.number, object: object.number, field: "\(column) \(source) \(version)")
        }

        private static func newKey() -> [String: String] {
            ["Idempotency-Key": UUID().uuidString]
        }
    }
}

/// What mariadb-dump escaped: backslashes before what they stand for.
private func unescaped(_ bytes: [UInt8]) -> [UInt8] {
    let letters: [UInt8: UInt8] = [
        UInt8(ascii: "0"): 0, UInt8(ascii: "n"): 10, UInt8(ascii: "r"): 13, UInt8(ascii: "Z"): 26,
    ]
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var isEscaped = false
    for byte in bytes {
        if !isEscaped, byte == UInt8(ascii: "\\") {
            isEscaped = true
        } else {
            result.append(isEscaped ? letters[byte] ?? byte : byte)
            isEscaped = false
        }
    }
    return result
}
