import JSON
import Secrets

/// The fields whose names agree up to and including one step.
struct FormGroup: Redacted {
    let name: String
    /// How many steps they agree in.
    private let level: Int
    private var fields: [FormField]

    /// Groups fields by the member that their names have at `level`, in order of first appearance.
    static func groups(of fields: [FormField], level: Int) throws(FormError) -> [FormGroup] {
        var groups: [FormGroup] = []
        var positions: [[UInt8]: Int] = [:]
        for field in fields {
            guard field.path.count > level, case .member(let name) = field.path[level] else { throw .malformed }
            let position = positions[Array(name.utf8)] ?? groups.count
            if position == groups.count {
                positions[Array(name.utf8)] = position
                groups.append(FormGroup(name: name, level: level + 1, fields: []))
            }
            groups[position].fields.append(field)
        }
        return groups
    }

    func value() throws(FormError) -> JSON {
        if fields.allSatisfy({ $0.path.count == level }) { return .text(try onlyValue()) }
        if fields.allSatisfy({ $0.path.count > level && $0.path[level] == .element }) { return .array(elements) }
        let groups = try Self.groups(of: fields, level: level)
        var object = JSONObject()
        for group in groups { object[group.name] = try group.value() }
        return object.isIndexed ? .array(object.map(\.value)) : .object(object)
    }

    private func onlyValue() throws(FormError) -> String {
        guard fields.count == 1 else { throw .duplicateKey }
        return fields[0].value
    }

    private var elements: [JSON] {
        let values = fields.map(\.value)
        return values == [""] ? [] : values.map { .text($0) }
    }
}

extension JSONObject {
    /// Whether the names are 0, 1, 2 … in this order.
    fileprivate var isIndexed: Bool {
        !isEmpty && names.enumerated().allSatisfy { String($0.offset) == $0.element }
    }
}
