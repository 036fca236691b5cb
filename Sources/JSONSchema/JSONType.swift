import JSON

/// The words of `type`.
enum JSONType: String {
    case null, boolean, object, array, number, string, integer

    func includes(_ value: JSON) -> Bool {
        switch (self, value) {
        case (.null, .null), (.boolean, .bool), (.object, .object), (.array, .array), (.number, .number),
            (.string, .text):
            true
        case (.integer, .number(let number)): ExactNumber(number).isInteger
        default: false
        }
    }
}
