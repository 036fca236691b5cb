extension SQL {
    /// Collects the text and the values of an interpolated `SQL` literal.
    public struct StringInterpolation: StringInterpolationProtocol {
        // Bytes, because appending to a text costs a multiple, and statements are put together for each request.
        @usableFromInline var utf8: [UInt8] = []
        @usableFromInline var values: [Value] = []

        /// Begins with room for a literal of this size.
        public init(literalCapacity: Int, interpolationCount: Int) {
            utf8.reserveCapacity(literalCapacity + interpolationCount * 64)
            values.reserveCapacity(interpolationCount)
        }

        /// Appends what stands between the interpolations.
        public mutating func appendLiteral(_ literal: String) {
            utf8.append(contentsOf: literal.utf8)
        }

        /// Binds a value.
        @inlinable public mutating func appendInterpolation(_ value: some Bindable) {
            utf8.append(UInt8(ascii: "?"))
            values.append(value.boundValue)
        }

        /// Binds a value, or NULL when there is none.
        @inlinable public mutating func appendInterpolation(_ value: (some Bindable)?) {
            utf8.append(UInt8(ascii: "?"))
            values.append(value.boundValue)
        }

        /// Inserts text that is fixed at compile time, such as a column or table name.
        public mutating func appendInterpolation(raw: StaticString) {
            appendLiteral(raw.description)
        }

        /// Splices another statement or part of one, with its values.
        public mutating func appendInterpolation(fragment: SQL) {
            utf8 += fragment.utf8
            values += fragment.values
        }

        /// Splices parts, with commas between.
        public mutating func appendInterpolation(rows: [SQL]) {
            for (index, row) in rows.enumerated() {
                if index > 0 { appendLiteral(", ") }
                appendInterpolation(fragment: row)
            }
        }

        /// Binds each member, with commas between; `NULL` for an empty list, which no value equals.
        @inlinable public mutating func appendInterpolation(list: [some Bindable]) {
            if list.isEmpty { appendLiteral("NULL") }
            values.reserveCapacity(values.count + list.count)
            for index in list.indices {
                if index > 0 { appendLiteral(", ") }
                appendInterpolation(list[index])
            }
        }
    }
}
