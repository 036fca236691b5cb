import Credentials
import JSON
import Testing

extension Stack {
    /// The rows that a statement finds, each with its columns as texts.
    func rows(_ statement: String) throws -> [[String]] {
        try run("sql", input: statement).split(separator: "\n").map { line in
            line.split(separator: "\t", omittingEmptySubsequences: false).map { String($0) }
        }
    }

    /// The types of the events that tell of an object of `/v2`, oldest first.
    func events(of id: String) throws -> [String] {
        try rows("SELECT event_type FROM vault_events WHERE JSON_VALUE(data, '$.id') = '\(id)' ORDER BY id")
            .compactMap(\.first)
    }

    /// Makes the leases of all runs end now, as if their workers had been silent for long.
    func letLeasesExpire() throws {
        try run(
            "sql",
            input: """
                UPDATE task_runs SET lease_expires_at = '2020-01-01', next_expiry_at = '2020-01-01'
                WHERE busy_lane IS NOT NULL
                """)
    }
}

extension Identifier {
    /// How SQL writes it.
    var literal: String {
        "x'\(Hexadecimal.text(bytes))'"
    }
}
