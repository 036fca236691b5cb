/// What a caller said of an attribute.
enum Field<Value> {
    /// Nothing: it stays as it is.
    case absent
    /// That there shall be none.
    case null
    case value(Value)

    /// The value, if there is one.
    var value: Value? {
        if case .value(let value) = self { value } else { nil }
    }

    /// Whether anything was said.
    var isPresent: Bool {
        if case .absent = self { false } else { true }
    }

    /// Writes to `target` what was said, if anything.
    func apply(to target: inout Value?) {
        switch self {
        case .absent: break
        case .null: target = nil
        case .value(let value): target = value
        }
    }

    /// The field with its value changed.
    func map<Other>(_ transform: (Value) -> Other) -> Field<Other> {
        switch self {
        case .absent: .absent
        case .null: .null
        case .value(let value): .value(transform(value))
        }
    }
}

extension Field<String> {
    /// The same, with a blank text as none at all.
    var blankAsNull: Field<String> {
        if case .value("") = self { .null } else { self }
    }

    /// Whether something was said that is no visible text.
    var isBlank: Bool {
        switch self {
        case .absent: false
        case .null: true
        // The first byte mostly tells, and looking at characters takes long.
        case .value(let text): text.utf8.first?.isVisibleASCII != true && text.allSatisfy(\.isWhitespace)
        }
    }
}

extension Field {
    /// The value, with null meaning `empty`; `nil` when nothing was said.
    func replacing(nullWith empty: Value) -> Value? {
        switch self {
        case .absent: nil
        case .null: empty
        case .value(let value): value
        }
    }
}

extension Field: Sendable where Value: Sendable {}
