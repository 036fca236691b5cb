extension SQL {
    /// Collects the text and the values of an interpolated `SQL` literal.
    public struct StringInterpolation: StringInterpolationProtocol {
        var text = ""
        var values: [Value] = []

        /// Begins with room for a literal of this size.
        public init(literalCapacity: Int, interpolationCount: Int) {
            text.reserveCapacity(literalCapacity + interpolationCount * 2)
            values.reserveCapacity(interpolationCount)
        }

        /// Appends what stands between the interpolations.
        public mutating func appendLiteral(_ literal: String) {
            text += literal
        }

        /// Binds a value.
        public mutating func appendInterpolation(_ value: some Bindable) {
            text += "?"
            values.append(value.boundValue)
        }

        /// Binds a value, or NULL when there is none.
        public mutating func appendInterpolation(_ value: (some Bindable)?) {
            text += "?"
            values.append(value.boundValue)
        }

        /// Inserts text that is fixed at compile time, such as a column or table name.
        public mutating func appendInterpolation(raw: StaticString) {
            text += raw.description
        }

        /// Splices another statement or part of one, with its values.
        public mutating func appendInterpolation(fragment: SQL) {
            text += fragment.text
            values += fragment.values
        }

        /// Binds each member, with commas between; `NULL` for an empty list, which no value equals.
        public mutating func appendInterpolation(list: [some Bindable]) {
            text += list.isEmpty ? "NULL" : Array(repeating: "?", count: list.count).joined(separator: ", ")
            values += list.map(\.boundValue)
        }
    }
}
