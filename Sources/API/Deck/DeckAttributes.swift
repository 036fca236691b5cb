import Credentials
import JSON

/// The members of an object in a request's body, read one by one while what is wrong with them is collected.
struct DeckAttributes {
    let values: JSONObject
    /// What stands before the members' names in messages: `website.`.
    let path: String
    private(set) var problems: [Failure.Problem] = []

    init(_ values: JSONObject, path: String = "") {
        self.values = values
        self.path = path
    }

    /// - Throws: `malformed` with all that is wrong.
    func check() throws(Failure) {
        if !problems.isEmpty { throw Failure(.malformed, "Input is not valid", problems: problems) }
    }

    /// Notes that a member must be there.
    mutating func miss(_ name: String) {
        problems.append(
            Failure.Problem(field: path + name, message: "\(path + name) must be given.", kind: .inputMissing))
    }

    /// Notes that a member breaks a rule, which the message tells without the value.
    mutating func refuse(_ name: String, _ rule: String, _ kind: DeckKind = .inputInvalid) {
        problems.append(Failure.Problem(field: path + name, message: "\(path + name) \(rule)", kind: kind))
    }

    /// Takes over what was found wrong inside a member.
    mutating func take(_ inner: DeckAttributes) {
        problems += inner.problems
    }

    /// A text.
    ///
    /// - Parameter blankIsMissing: whether the empty text counts as none that was given.
    mutating func text(_ name: String, limit: TextLimit = .codePoints(255)) -> Field<String> {
        switch values[name] {
        case nil: return .absent
        case .null?: return .null
        case .text(let text)?:
            if text.unicodeScalars.contains("\0") {
                refuse(name, "must not contain U+0000.")
            } else if !limit.admits(text) {
                refuse(name, "must have at most \(limit).")
            } else {
                return .value(text)
            }
        default: refuse(name, "must be a string.")
        }
        return .absent
    }

    /// A text that must be there and not be empty.
    mutating func requiredText(_ name: String, limit: TextLimit = .codePoints(255)) -> String? {
        let count = problems.count
        if let text = text(name, limit: limit).value, !text.isEmpty { return text }
        if problems.count == count { miss(name) }
        return nil
    }

    /// An enumeration's word; null counts as absent.
    mutating func word<Word: RawRepresentable>(
        _ name: String, _: Word.Type = Word.self, _ kind: DeckKind = .inputInvalid
    ) -> Word? where Word.RawValue == String {
        switch values[name] {
        case nil, .null?: return nil
        case .text(let text)?:
            if let word = Word(rawValue: text) { return word }
            fallthrough
        default:
            refuse(name, "has an unknown value.", kind)
            return nil
        }
    }

    /// An integer within a range; null counts as absent.
    mutating func integer(_ name: String, in range: ClosedRange<Int>) -> Int? {
        switch values[name] {
        case nil, .null?: return nil
        case let value?:
            if let integer = value.integer.map(Int.init), range.contains(integer) { return integer }
            refuse(name, "must be an integer from \(range.lowerBound) to \(range.upperBound).")
            return nil
        }
    }

    /// A truth value; null counts as absent.
    mutating func boolean(_ name: String) -> Bool? {
        switch values[name] {
        case nil, .null?: return nil
        case .bool(let bool)?: return bool
        default:
            refuse(name, "must be true or false.")
            return nil
        }
    }

    /// An object.
    mutating func object(_ name: String) -> Field<JSONObject> {
        switch values[name] {
        case nil: return .absent
        case .null?: return .null
        case .object(let object)?: return .value(object)
        default:
            refuse(name, "must be an object.")
            return .absent
        }
    }

    /// An array.
    mutating func array(_ name: String) -> Field<[JSON]> {
        switch values[name] {
        case nil: return .absent
        case .null?: return .null
        case .array(let items)?: return .value(items)
        default:
            refuse(name, "must be an array.")
            return .absent
        }
    }

    /// Any JSON of at most so many bytes and 32 levels, without U+0000.
    mutating func json(_ name: String, bytes: Int) -> Field<JSON> {
        guard let value = values[name] else { return .absent }
        if value == .null { return .null }
        if value.containsNUL || !value.isInRange {
            refuse(name, "must not contain U+0000, nor numbers out of range.")
        } else if value.encoded().count > bytes {
            refuse(name, "must have at most \(bytes) bytes of JSON.")
        } else {
            return .value(value)
        }
        return .absent
    }
}
