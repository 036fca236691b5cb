import JSON

extension AttributesTests.Kind {
    /// Values of wrong types, with NUL, too long by one, out of range or outside of an enumeration.
    var refused: [JSON] {
        switch self {
        case .text(let most): [5, true, ["x"], ["x": 1], "a\0b", Self.text(most + 1)]
        case .bytes(let most): [5, false, ["x"], [:], "a\0b", Self.text(most + 1), Self.euros(most / 3 + 1)]
        case .reference:
            [JSON(double: "1.5"), JSON(double: "1e300"), true, ["x"], [:], "a\0b", Self.text(256), Self.euros(256)]
        case .word: [5, true, ["x"], [:], "nonsense", "a\0b", Self.text(256)]
        case .words: [5, true, "nonsense", ["x": 1], ["nonsense"], [5], [nil], [["x"]]]
        case .integer(let range):
            [
                JSON(integerLiteral: range.lowerBound - 1), JSON(integerLiteral: range.upperBound + 1), "5", true, [],
                [:],
                JSON(double: "1.5"), JSON(double: "1e300"), JSON(double: "-99999999999999999999"),
            ]
        case .boolean: ["true", 1, 0, [], [:]]
        case .object:
            [
                5, "x", true, ["x"], ["x": "\0"], ["\0": 1], ["a": ["b": ["c": ["d": ["e": ["f": [:]]]]]]],
                Self.object(16_385),
            ]
        case .list: [5, "x", true, ["x": 1], ["\0"], [[[[[[[]]]]]]], [Self.text(16_385 - 4)].wrapped]
        case .time, .expiry:
            [
                true, [1], [:], "tomorrow", "a\0b", JSON(double: "1e300"), JSON(double: "-1e15"), 253_402_300_800,
                -100_000_000_000, "2026-02-30T00:00:00Z",
            ]
        case .permissions:
            [
                5, true, ["a": "b"], [5], [nil], [["a"]], ["a b"], ["a,b"], "é", "a/b", ["a\0b"], [Self.text(63)],
                Self.text(63), .array(Self.distinct(2001).map { .text($0) }),
            ]
        case .url:
            [
                5, true, [], "a\0b", "example.com", "ftp://example.com/", "https://", "https:///path",
                "https://example.com/a b", .text("https://example.com/" + String(repeating: "x", count: 2029)),
            ]
        case .passwordHash:
            [
                5, true, ["x"], [:], "", "a\0b", "nonsense", Self.text(1024), Self.text(1025), Self.euros(342),
                .text(String(Self.hash.dropLast())), .text(Self.hash + " "),
                "$2b$31$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW",
            ]
        }
    }

    /// The values closest to those that are refused.
    func accepted(_ name: String) -> [JSON] {
        switch self {
        case .text(let most) where name == "email": [.text(Self.longEmail(most)), "ROBOT@Example.com"]
        case .text(let most): [.text(Self.plain(most)), .text(Self.plain(8))]
        case .bytes(let most): [Self.text(most), Self.euros(most / 3)]
        case .reference: [5, -5, "5", Self.text(255), Self.euros(255), 9_007_199_254_740_993]
        case .word: [nil, ""]
        case .words: [[], nil]
        case .integer(let range): [JSON(integerLiteral: range.lowerBound), JSON(integerLiteral: range.upperBound), nil]
        case .boolean: [true, false, nil]
        case .object: [[:], nil, [], Self.object(16_384), ["a": ["b": ["c": ["d": ["e": [:]]]]]]]
        case .list: [[], nil, [5, "x", [[[[[]]]]]], [Self.text(16_384 - 4)].wrapped]
        case .time:
            [0, JSON(double: "1.5"), "1546300800", "2026-02-28T00:00:00Z", 253_402_300_799, -62_135_596_800, nil, ""]
        case .expiry: [253_402_300_799, JSON(double: "4102444800.5"), "4102444800", "2100-02-28T00:00:00Z", nil, ""]
        case .permissions:
            [
                [], nil, "", ["", "a"], [Self.text(62)], "a,b c\n d,,",
                .text(Self.distinct(2000).joined(separator: ",")),
                .array(Self.distinct(2000).map { .text($0) } + ["0", "0"]),
            ]
        case .url:
            ["https://example.com", "http://localhost:8080/a?b#c", .text("https://example.com/" + Self.plain(2028))]
        case .passwordHash: [nil, .text(Self.hash), .text(Self.salted(128))]
        }
    }

    private static let hash = "$2b$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW"

    private static func salted(_ count: Int) -> String {
        "pbkdf2_sha256$1$\(plain(count))$" + String(repeating: "A", count: 43) + "="
    }

    private static func text(_ count: Int) -> JSON { .text(plain(count)) }

    private static func distinct(_ count: Int) -> [String] { (0..<count).map(String.init) }

    private static func plain(_ count: Int) -> String { String(repeating: "x", count: count) }

    /// Three bytes each.
    private static func euros(_ count: Int) -> JSON { .text(String(repeating: "€", count: count)) }

    private static func object(_ bytes: Int) -> JSON { ["x": text(bytes - #"{"x":""}"#.utf8.count)] }

    private static func longEmail(_ length: Int) -> String {
        plain(length - 190) + "@" + [63, 63, 61].map(plain).joined(separator: ".")
    }
}

extension JSON {
    /// A number as it is spelled.
    init(double spelling: String) {
        self = (try? JSON(parsing: Array(spelling.utf8))) ?? .null
    }

    /// Its beginning, for messages.
    var excerpt: String { String(text.prefix(60)) }
}

extension [JSON] {
    fileprivate var wrapped: JSON { .array(self) }
}
