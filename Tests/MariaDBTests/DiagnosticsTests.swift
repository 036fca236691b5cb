import Testing

@testable import MariaDB

@Suite struct DiagnosticsTests {
    private func code(_ number: Int, _ message: String = "") -> MariaDBError.Code {
        Diagnostics(number: number, sqlState: "HY000", message: message).code
    }

    @Test("the key of a duplicate is the last thing quoted, whatever the entry contains")
    func duplicates() {
        #expect(code(1062, "Duplicate entry 'x' for key 'PRIMARY'") == .duplicate(key: "PRIMARY"))
        #expect(code(1062, "Duplicate entry 'a' for key 'fake'' for key 'real'") == .duplicate(key: "real"))
        #expect(code(1062, "Duplicate entry '' for key ''") == .duplicate(key: ""))
    }

    @Test(
        "a message of another form gives no key, rather than a piece of the entry",
        arguments: [
            "", "'", "''", "Duplicate entry 'secret", "Duplicate entry 'secret'", "clef 'x' en double 'secret'",
        ])
    func unknownForm(message: String) {
        #expect(code(1062, message) == .duplicate(key: ""))
    }

    @Test("the constraint that failed is named")
    func constraints() {
        #expect(code(4025, "CONSTRAINT `positive` failed for `d`.`t`") == .checkViolation("positive"))
        #expect(code(4025, "failed") == .checkViolation(""))
    }

    @Test("1290 is about reading only when its message says so")
    func readOnly() {
        #expect(code(1290, "running with the --read-only option") == .readOnly)
        #expect(code(1290, "running with the --secure-file-priv option") == .other(1290))
        #expect(code(1792) == .readOnly)
    }

    @Test("a command that could not be sent cannot have run; one without an answer may have")
    func mayHaveRun() {
        let sent = { (number: Int, isExecution: Bool) in
            Diagnostics(number: number, sqlState: "", message: "").error(sql: nil, isExecution: isExecution).mayHaveRun
        }
        #expect(sent(2013, true))
        #expect(!sent(2006, true))
        #expect(!sent(2013, false))
    }

    @Test("failing to connect is one thing, being refused another")
    func connecting() {
        let connecting = { (number: Int) in
            Diagnostics(number: number, sqlState: "", message: "").connectError.code
        }
        #expect(connecting(2002) == .connectFailed)
        #expect(connecting(2013) == .connectFailed)
        #expect(connecting(1040) == .connectFailed)
        #expect(connecting(1045) == .accessDenied)
        #expect(connecting(1047) == .notReady)
    }
}
