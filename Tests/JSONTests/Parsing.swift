import JSON

func parse(_ text: String, maximumDepth: Int = 32) throws(JSONError) -> JSON {
    try JSON(parsing: Array(text.utf8), maximumDepth: maximumDepth)
}

/// What ``parse(_:maximumDepth:)`` throws, or nil when it accepts the text.
func refusal(_ text: String, maximumDepth: Int = 32) -> JSONError? {
    refusal(Array(text.utf8), maximumDepth: maximumDepth)
}

func refusal(_ bytes: [UInt8], maximumDepth: Int = 32) -> JSONError? {
    do {
        _ = try JSON(parsing: bytes, maximumDepth: maximumDepth)
        return nil
    } catch {
        return error
    }
}
