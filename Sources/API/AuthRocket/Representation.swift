import Credentials
import JSON
import Store

/// An object as `/v1` shows it: `id` first, the other members in the order of their names (authrocket-v1.md section 5.1).
func representation(_ id: String, _ object: String, _ members: consuming ShownMembers) -> JSONObject {
    var shown = members.takeList()
    shown.append(JSONObject.Member("object", .text(object)))
    shown.sort { $0.name < $1.name }
    shown.insert(JSONObject.Member("id", .text(id)), at: 0)
    return JSONObject(distinct: shown)
}

/// Named values that are put in order when they are shown. Those without a value are left out; those that are to be shown
/// as null have one.
struct ShownMembers: ExpressibleByDictionaryLiteral {
    /// Room for what is mostly added, so that the list is seldom moved.
    private static let spare = 8
    private var list: [JSONObject.Member] = []

    init(dictionaryLiteral members: (String, JSON?)...) {
        list.reserveCapacity(members.count + Self.spare)
        for (name, value) in members {
            if let value { list.append(JSONObject.Member(name, value)) }
        }
    }

    /// The members as they were written.
    fileprivate consuming func takeList() -> [JSONObject.Member] { list }

    /// The members of both, which have no name in common.
    static func + (left: consuming ShownMembers, right: ShownMembers) -> ShownMembers {
        left.list += right.list
        return left
    }
}

extension JSON {
    /// The text, or null.
    init(_ text: String?) {
        self = text.map(JSON.text) ?? .null
    }

    /// The id as a text.
    init<Kind>(_ id: Identifier<Kind>) {
        self = .text(id.description)
    }

    /// The enumeration's word.
    init(_ word: some RawRepresentable<String>) {
        self = .text(word.rawValue)
    }

    init(_ number: Int) {
        self = .number(JSONNumber(number))
    }

    init<Word: RawRepresentable<String>>(_ words: [Word]) {
        self = .array(words.map { .text($0.rawValue) })
    }

    /// A time with three decimals (authrocket-v1.md section 1.6).
    static func precise(_ time: Timestamp) -> JSON {
        .number(.milliseconds(microsecondsSinceEpoch: time.microseconds))
    }

    /// A time in whole seconds.
    static func whole(_ time: Timestamp) -> JSON {
        JSON(Int(time.seconds))
    }
}

extension Page {
    /// The envelope of lists (authrocket-v1.md section 4).
    func envelope(_ represent: (Item) -> JSONObject) -> JSONObject {
        ["more_results": .bool(hasMore), "collection": .array(items.map { .object(represent($0)) })]
    }
}

extension JSONObject {
    /// The envelope of a list of nothing.
    static var emptyList: JSONObject { ["more_results": false, "collection": []] }
}
