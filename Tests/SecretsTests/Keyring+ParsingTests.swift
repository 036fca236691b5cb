import Testing

@testable import Secrets

@Suite struct KeyringParsingTests {
    private static let material = "ICEiIyQlJicoKSorLC0uLzAxMjM0NTY3ODk6Ozw9Pj8="

    @Test(
        "entries stand on lines or between commas, the newest last",
        arguments: [
            "a \(material)\nb \(material)", "a \(material),b \(material)", "a \(material) , b \(material),\n",
            "# keys of 2024\r\n\r\n  a\t\(material) # the first\r\nb \(material)\r\n# c \(material)\n",
        ])
    func entries(_ text: String) throws {
        let keyring = try Keyring(parsing: text)
        #expect(keyring.newest.id == "b")
        let old = try Keyring(parsing: "a \(Self.material)").wrap(DataKey(id: 1), scope: 1)
        #expect(throws: Never.self) { try keyring.unwrap(old, scope: 1) }
    }

    @Test("a text without keys is refused", arguments: ["", "\n", " , ,", "# a \(material)"])
    func empty(_ text: String) {
        #expect(throws: KeyringError.empty) { try Keyring(parsing: text) }
    }

    @Test(
        "an entry that is not an id and 32 bytes is refused, by its number",
        arguments: [
            "a", "a b c", material, "a \(material) b", "A \(material)", "a_b \(material)", "ä \(material)",
            "\(String(repeating: "a", count: 33)) \(material)", "a \(material.dropLast())", "a AAAA",
            "a \(material)\(material)", "a \(material.replacing("=", with: "A"))", "a \(material)=",
            "a \(material.dropLast(2))==",
            "a \(material.replacing("C", with: "*"))",
        ])
    func malformed(_ text: String) {
        #expect(throws: KeyringError.malformedEntry(2)) { try Keyring(parsing: "first \(Self.material)\n\(text)") }
    }

    @Test("two keys with one id are refused")
    func duplicates() {
        #expect(throws: KeyringError.duplicateID("a")) {
            try Keyring(parsing: "a \(Self.material)\n" + "a \(Self.material)")
        }
    }

    @Test("a new entry can be read and is different each time")
    func newEntries() throws {
        let entries = (0..<100).map { _ in Keyring.newEntry() }
        let keyring = try Keyring(parsing: entries.map(\.line).joined(separator: "\n"))
        #expect(keyring.newest.id == entries.last?.id)
        #expect(Set(entries.map { $0.line.suffix(44) }).count == 100)
        #expect(entries.allSatisfy { $0.line.hasPrefix($0.id + " ") })
    }

    @Test("no error shows what the text held")
    func errors() {
        for text in ["a \(Self.material)=", "a \(Self.material)\na \(Self.material)", Self.material] {
            let error = #expect(throws: KeyringError.self) { try Keyring(parsing: text) }
            #expect(!"\(String(describing: error)) \(String(reflecting: error))".contains("ICEiIyQl"))
        }
    }
}
