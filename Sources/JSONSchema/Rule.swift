import JSON

/// A schema: all of its rules hold for what it admits; `true` has none, `false` the one that nothing keeps.
typealias Node = [Rule]

/// What a keyword, or a group of keywords that depend on each other, demands. Other schemas are named by their number.
enum Rule {
    /// The schema `false`.
    case nothing
    case type([JSONType])
    /// `enum` and `const`.
    case values(Set<[UInt8]>, Keyword)
    case bound(NumberBound)
    case multipleOf(Divisor)
    case count(CountBound)
    case pattern(Pattern)
    case items(ItemRule)
    case uniqueItems
    case contains(ContainsRule)
    case members(MemberRule)
    case memberNames(Int)
    case required([String])
    case dependentRequired([(name: String, others: [String])], Keyword)
    case dependentSchemas([(name: String, schema: Int)])
    case reference(Int)
    case allOf([Int])
    case anyOf([Int])
    case oneOf([Int])
    case not(Int)
    case condition(if: Int, then: Int?, otherwise: Int?)
}

/// `minimum` and its like.
struct NumberBound {
    let keyword: Keyword
    let limit: ExactNumber

    func admits(_ number: ExactNumber) -> Bool {
        switch keyword {
        case .minimum: number >= limit
        case .maximum: number <= limit
        case .exclusiveMinimum: number > limit
        default: number < limit
        }
    }
}

/// `minLength` and its like.
struct CountBound {
    let keyword: Keyword
    let limit: Int

    /// How many of what the keyword counts a value has; `nil` for values of another type.
    func count(in value: JSON) -> Int? {
        switch (keyword, value) {
        case (.minLength, .text(let text)), (.maxLength, .text(let text)): text.unicodeScalars.count
        case (.minItems, .array(let items)), (.maxItems, .array(let items)): items.count
        case (.minProperties, .object(let object)), (.maxProperties, .object(let object)): object.count
        default: nil
        }
    }

    func admits(_ count: Int) -> Bool {
        switch keyword {
        case .minLength, .minItems, .minProperties: count >= limit
        default: count <= limit
        }
    }
}

/// `prefixItems` and what is said of the items after them.
struct ItemRule {
    let prefix: [Int]
    let rest: Int?
    /// Under which name the schema of the rest stands.
    let restKeyword: Keyword
}

/// `contains` and how often.
struct ContainsRule {
    let schema: Int
    let minimum: Int
    let maximum: Int?
}

/// `properties`, `patternProperties`, `additionalProperties`.
struct MemberRule {
    /// By the bytes of the name.
    let named: [[UInt8]: Int]
    let patterns: [(pattern: Pattern, schema: Int)]
    let additional: Int?
}
