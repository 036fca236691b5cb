import Credentials
import JSON

/// A resource's attributes, read one by one; what is wrong with them is gathered in the order of reading.
struct Attributes {
    let values: JSONObject
    /// Whether numbers, booleans and times may come as texts, as they do in forms.
    let coerces: Bool
    private(set) var problems: [Failure.Problem] = []

    init(values: JSONObject, coerces: Bool) {
        self.values = values
        self.coerces = coerces
    }

    /// Notes that something is wrong with an attribute.
    mutating func refuse(_ name: String, _ message: String) {
        problems.append(Failure.Problem(field: name, message: message))
    }

    /// Notes that an attribute is not what it should be.
    mutating func refuse(_ name: String) {
        refuse(name, "\(humanized(name)) is not valid")
    }

    /// Notes that an attribute is missing, unless it is there and wrong.
    mutating func requirePresence(_ name: String) {
        guard !problems.contains(where: { $0.field == name }) else { return }
        refuse(name, "\(humanized(name)) can't be blank")
    }

    /// - Throws: `invalid` with all that was noted.
    func check() throws(Failure) {
        if !problems.isEmpty { throw Failure(.invalid, "Validation error", problems: problems) }
    }

    /// A text within a limit.
    mutating func text(_ name: String, limit: TextLimit = .codePoints(255)) -> Field<String> {
        switch values[name] {
        case nil: return .absent
        case .null?: return .null
        case .text(let text)?: return checked(text, name, limit: limit)
        default:
            refuse(name)
            return .absent
        }
    }

    /// The same, where the text may also come as an integer (authrocket-v1.md section 17, decision 23).
    mutating func textOrInteger(_ name: String, limit: TextLimit = .codePoints(255)) -> Field<String> {
        guard case .number(let number)? = values[name], let integer = number.int64 else {
            return text(name, limit: limit)
        }
        return .value(String(integer))
    }

    /// One of an enumeration's words; null and blank count as absent.
    mutating func word<Word: RawRepresentable>(_ name: String, _: Word.Type = Word.self) -> Word?
    where Word.RawValue == String {
        guard let text = text(name).value, !text.isEmpty else { return nil }
        if let word = Word(rawValue: text) { return word }
        refuse(name)
        return nil
    }

    /// The same, which must be there.
    mutating func requiredWord<Word: RawRepresentable>(_ name: String, _: Word.Type = Word.self) -> Word?
    where Word.RawValue == String {
        let word = word(name, Word.self)
        if word == nil { requirePresence(name) }
        return word
    }

    /// An integer within a range; null and blank count as absent.
    mutating func integer(_ name: String, in range: ClosedRange<Int>) -> Int? {
        guard let value = present(name) else { return nil }
        guard let integer = coerced(value, Int64.init(_:)) ?? value.integer else {
            refuse(name)
            return nil
        }
        guard integer >= range.lowerBound else {
            refuse(name, "\(humanized(name)) must be greater than or equal to \(range.lowerBound)")
            return nil
        }
        guard integer <= range.upperBound else {
            refuse(name, "\(humanized(name)) must be less than or equal to \(range.upperBound)")
            return nil
        }
        return Int(integer)
    }

    /// A truth value; null counts as absent, and in forms blank as false.
    mutating func boolean(_ name: String) -> Bool? {
        guard let value = values[name], value != .null else { return nil }
        if case .bool(let bool) = value { return bool }
        if coerces, let bool = ["1": true, "true": true, "0": false, "false": false, "": false][value.text ?? "?"] {
            return bool
        }
        refuse(name)
        return nil
    }

    /// A time: Unix seconds as a number or numeric text, or ISO 8601 (authrocket-v1.md section 1.6).
    mutating func time(_ name: String) -> Field<Timestamp> {
        guard let value = values[name] else { return .absent }
        if value == .null || value.text == "" { return .null }
        if let time = Timestamp(json: value) { return .value(time) }
        refuse(name)
        return .absent
    }

    /// Any object of at most so many bytes of JSON and six levels (section 17, decision 6).
    mutating func object(_ name: String, bytes: Int = 16_384) -> Field<JSONObject> {
        guard let value = values[name] else { return .absent }
        if value == .null || value.text == "" { return .null }
        guard let object = value.objectOrEmptyList else {
            refuse(name)
            return .absent
        }
        return isModest(.object(object), name, bytes: bytes) ? .value(object) : .absent
    }

    /// Any array of at most so many bytes of JSON and six levels.
    mutating func list(_ name: String, bytes: Int = 16_384) -> Field<[JSON]> {
        guard let value = values[name] else { return .absent }
        if value == .null || value.text == "" { return .null }
        guard case .array(let items) = value else {
            refuse(name)
            return .absent
        }
        return isModest(value, name, bytes: bytes) ? .value(items) : .absent
    }

    /// An array of an enumeration's words, each once.
    mutating func words<Word: RawRepresentable & Equatable>(_ name: String, _: Word.Type = Word.self) -> [Word]?
    where Word.RawValue == String {
        guard case .value(let items) = list(name) else { return nil }
        let words = items.compactMap { $0.text.flatMap(Word.init(rawValue:)) }
        guard words.count == items.count else {
            refuse(name)
            return nil
        }
        return words.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    }

    private mutating func checked(_ text: String, _ name: String, limit: TextLimit) -> Field<String> {
        if text.unicodeScalars.contains("\0") {
            refuse(name)
            return .absent
        }
        if !limit.admits(text) {
            refuse(name, "\(humanized(name)) is too long (maximum is \(limit))")
            return .absent
        }
        return .value(text)
    }

    private mutating func isModest(_ value: JSON, _ name: String, bytes: Int) -> Bool {
        if value.depth > 6 || value.containsNUL || !value.isInRange {
            refuse(name)
            return false
        }
        if value.encoded().count > bytes {
            refuse(name, "\(humanized(name)) is too long (maximum is \(bytes) bytes)")
            return false
        }
        return true
    }

    private func present(_ name: String) -> JSON? {
        guard let value = values[name], value != .null, !(coerces && value.text == "") else { return nil }
        return value
    }

    private func coerced(_ value: JSON, _ convert: (String) -> Int64?) -> Int64? {
        coerces ? value.text.flatMap(convert) : nil
    }
}

extension JSON {
    /// The integer, if it is one.
    var integer: Int64? {
        if case .number(let number) = self { number.int64 } else { nil }
    }
}

/// How long a text may be.
enum TextLimit: CustomStringConvertible {
    case codePoints(Int)
    /// Bytes of UTF-8.
    case bytes(Int)

    func admits(_ text: String) -> Bool {
        switch self {
        case .codePoints(let most): text.unicodeScalars.count <= most
        case .bytes(let most): text.utf8.count <= most
        }
    }

    var description: String {
        switch self {
        case .codePoints(let most): "\(most) characters"
        case .bytes(let most): "\(most) bytes"
        }
    }
}
