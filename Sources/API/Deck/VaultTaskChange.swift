import Credentials
import JSON
import JSONSchema

/// What a request says of a task. It is read, and its schemas are compiled, before any row is locked.
struct VaultTaskChange {
    var agent: String?
    var name: String?
    var prompt: Field<String> = .absent
    var inputSchema: Field<JSONObject> = .absent
    var outputSchema: Field<JSONObject> = .absent
    var storage: Field<JSON> = .absent
    var extraction: Field<JSON> = .absent
    var timeoutSeconds: Int?
    var status: VaultTaskStatus?

    /// Writes to a task what was said; whether there is such an agent is another matter.
    func apply(to task: inout VaultTask) {
        if let name { task.name = name }
        prompt.apply(to: &task.prompt)
        inputSchema.apply(to: &task.inputSchema)
        outputSchema.apply(to: &task.outputSchema)
        storage.apply(to: &task.storage)
        extraction.apply(to: &task.extraction)
        if let timeoutSeconds { task.timeoutSeconds = timeoutSeconds }
        if let status { task.status = status }
    }
}

extension DeckAttributes {
    /// What is said of a task to be: it must have a name and an agent.
    mutating func newTask() -> VaultTaskChange {
        for name in ["name", "agent_id"] where values[name] == nil { miss(name) }
        return taskChange()
    }

    /// What is said of a task.
    mutating func taskChange() -> VaultTaskChange {
        var change = VaultTaskChange()
        change.name = replacement(of: "name")
        change.agent = replacement(of: "agent_id")
        change.prompt = text("prompt", limit: .bytes(VaultTask.longestPrompt))
        change.inputSchema = schema("input_schema")
        change.outputSchema = schema("output_schema")
        change.storage = json("storage", bytes: VaultTask.longestExtra)
        change.extraction = json("extraction", bytes: VaultTask.longestExtra)
        change.timeoutSeconds = timeout()
        change.status = word("status")
        return change
    }

    /// A text that may be left as it is, but not taken away.
    mutating func replacement(of name: String, limit: TextLimit = .codePoints(255)) -> String? {
        values[name] == nil ? nil : requiredText(name, limit: limit)
    }

    private mutating func timeout() -> Int? {
        guard let settings = object("settings").value else { return nil }
        var inner = DeckAttributes(settings, path: path + "settings.")
        let timeout = inner.integer("timeout_seconds", in: VaultTask.timeouts)
        take(inner)
        return timeout
    }

    private mutating func schema(_ name: String) -> Field<JSONObject> {
        switch json(name, bytes: VaultTask.longestSchema) {
        case .absent: return .absent
        case .null: return .null
        case .value(let value):
            guard case .object(let object) = value else {
                refuse(name, "must be an object.")
                return .absent
            }
            do {
                _ = try CompiledSchema(value)
                return .value(object)
            } catch {
                refuse(name, "is not a JSON Schema: \(error.pointer.isEmpty ? "it" : error.pointer) \(error.rule)")
                return .absent
            }
        }
    }
}
