/// Named values in the order in which they were written or added.
///
/// Two objects are equal when they have equal members in the same order. Names are compared by their bytes, not by
/// Unicode equivalence as `String` does: in JSON a composed and a decomposed letter are different names.
/// Finding, adding and replacing take constant time, removing takes linear time.
public struct JSONObject: Sendable {
    /// One of them; a type of its own, because tuples in arrays are destroyed by way of their metadata (measured: 14,000
    /// instructions of a login with a key).
    public struct Member: Sendable {
        /// What it is called.
        public let name: String
        /// What it is.
        public internal(set) var value: JSON

        /// Names a value.
        public init(_ name: String, _ value: JSON) {
            self.name = name
            self.value = value
        }
    }

    private(set) var members: [Member] = []
    /// Where each name is, once there are too many members to look through.
    private var positions: [[UInt8]: Int] = [:]
    private static let mostWithoutPositions = 32

    /// Makes an empty object.
    public init() {}

    init(_ members: [(String, JSON)]) {
        self.members.reserveCapacity(members.count)
        for (name, value) in members {
            if let position = position(of: name) {
                self.members[position].value = value
            } else {
                append(name, value)
            }
        }
    }

    /// Makes an object of members whose names all differ.
    public init(distinct members: [Member]) {
        assert(Set(members.map(\.name)).count == members.count)
        self.members = members
        if members.count > Self.mostWithoutPositions { index() }
    }

    /// How many members there are.
    public var count: Int { members.count }

    /// Whether there are no members.
    public var isEmpty: Bool { members.isEmpty }

    /// The names in order.
    public var names: [String] { members.map(\.name) }

    /// The value of that name.
    ///
    /// A new name goes to the end. Setting `nil` removes the member, setting `.null` writes a `null`.
    public subscript(_ name: String) -> JSON? {
        get {
            position(of: name).map { members[$0].value }
        }
        set {
            switch (position(of: name), newValue) {
            case (let position?, let value?): members[position].value = value
            case (let position?, nil): remove(at: position)
            case (nil, let value?): append(name, value)
            case (nil, nil): break
            }
        }
    }

    /// Adds a member whose name is known to be new.
    mutating func append(_ name: String, _ value: JSON) {
        members.append(Member(name, value))
        if !positions.isEmpty {
            positions[Array(name.utf8)] = members.count - 1
        } else if members.count > Self.mostWithoutPositions {
            index()
        }
    }

    private func position(of name: String) -> Int? {
        guard positions.isEmpty else { return positions[Array(name.utf8)] }
        let length = name.utf8.count
        return members.firstIndex { $0.name.utf8.count == length && $0.name.utf8.elementsEqual(name.utf8) }
    }

    private mutating func remove(at position: Int) {
        members.remove(at: position)
        if !positions.isEmpty { index() }
    }

    private mutating func index() {
        positions.removeAll(keepingCapacity: true)
        for (position, member) in members.enumerated() { positions[Array(member.name.utf8)] = position }
    }
}

extension JSONObject: Equatable {
    /// Compares members and their order.
    public static func == (left: JSONObject, right: JSONObject) -> Bool {
        left.members.elementsEqual(right.members) { $0.name.utf8.elementsEqual($1.name.utf8) && $0.value == $1.value }
    }
}

extension JSONObject: Sequence {
    /// Goes through the members in order.
    public func makeIterator() -> some IteratorProtocol<(name: String, value: JSON)> {
        members.lazy.map { ($0.name, $0.value) }.makeIterator()
    }
}

extension JSONObject: ExpressibleByDictionaryLiteral {
    /// Makes an object with its members in the order written; of a name written twice the last value counts.
    public init(dictionaryLiteral elements: (String, JSON)...) {
        self.init(elements)
    }
}
