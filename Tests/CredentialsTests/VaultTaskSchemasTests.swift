import Credentials
import JSON
import JSONSchema
import Testing

struct VaultTaskSchemasTests {
    private var task = VaultTask(
        id: IdentifierGenerator.shared.next(), agent: IdentifierGenerator.shared.next(), name: "x", updatedAt: .now)

    @Test("without schemas anything goes")
    func open() throws {
        #expect(try task.validate(input: nil).isEmpty && task.validate(output: [1]).isEmpty)
    }

    @Test("input and output are judged by a schema each")
    func judged() throws {
        var task = task
        task.inputSchema = ["type": "object", "properties": ["since": ["type": "string"]]]
        task.outputSchema = ["type": "array"]
        #expect(try task.validate(input: ["since": "2026-11-01"]).isEmpty)
        #expect(try task.validate(input: ["since": 5]).map { "\($0.pointer) \($0.keyword)" } == ["/since type"])
        #expect(try task.validate(output: []).isEmpty && task.validate(output: [:]).map(\.keyword) == ["type"])
    }

    @Test("a schema that is no longer sound is an error, not a leave")
    func unsound() {
        var task = task
        task.inputSchema = ["type": "nothing"]
        #expect(throws: SchemaError.self) { try task.validate(input: 1) }
    }
}
