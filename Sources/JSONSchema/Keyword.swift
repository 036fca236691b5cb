/// The keywords of JSON Schema that mean something here, and the two names that problems bear beside them.
enum Keyword: String {
    case type
    case enumeration = "enum"
    case const
    case minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf
    case minLength, maxLength, pattern
    case items, prefixItems, additionalItems, minItems, maxItems, uniqueItems
    case contains, minContains, maxContains
    case properties, patternProperties, additionalProperties, propertyNames
    case required, minProperties, maxProperties
    case dependentRequired, dependentSchemas, dependencies
    case allOf, anyOf, oneOf, not
    case condition = "if"
    case then
    case otherwise = "else"
    case reference = "$ref"
    case defs = "$defs"
    case definitions
    case unevaluatedItems, unevaluatedProperties
    case dynamicReference = "$dynamicRef"
    case recursiveReference = "$recursiveRef"

    /// What the schema `false` is broken by.
    case falseSchema = "false"
    /// What a value is broken by whose judgement took too much work.
    case limit
}
