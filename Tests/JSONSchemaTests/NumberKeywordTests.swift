import JSON
import Testing

@testable import JSONSchema

struct NumberKeywordTests {
    @Test(
        "bounds",
        arguments: [
            (#"{"minimum": 1.1}"#, "1.1", true), (#"{"minimum": 1.1}"#, "1.09999999999999999999", false),
            (#"{"maximum": 3}"#, "3.0", true), (#"{"maximum": 3}"#, "3.0000000000000000000001", false),
            (#"{"exclusiveMinimum": 0}"#, "1e-300", true), (#"{"exclusiveMinimum": 0}"#, "-0", false),
            (#"{"exclusiveMaximum": -2}"#, "-2.5", true), (#"{"exclusiveMaximum": -2}"#, "-2", false),
            (#"{"maximum": 9007199254740992}"#, "9007199254740993", false), (#"{"minimum": -10}"#, "-9.9", true),
            (#"{"minimum": 5}"#, #""4""#, true), (#"{"maximum": 1e2}"#, "99.9", true),
        ])
    func bounds(schema: String, instance: String, holds: Bool) throws {
        #expect(try problems(schema, instance).isEmpty == holds)
    }

    @Test(
        "multiples are exact",
        arguments: [
            ("0.01", "19.99", true), ("0.01", "19.999", false), ("0.1", "0.3", true), ("2", "7", false),
            ("2", "1e300", true), ("3", "1e300", false), ("3", "0", true), ("1.5", "4.5", true),
            ("1e-8", "12391239123", true), ("7", "-21", true), ("0.5", "1e-1", false), ("25", "100", true),
            ("999999999999999999", "1999999999999999998", true), ("999999999999999999", "1999999999999999999", false),
            ("1", "12345678901234567890123456789", true), ("3e10", "9e10", true), ("3e10", "9e9", false),
            ("1e-2", "1e999999999999999999999", true), ("7", "1e1000000007", false), ("2", #""x""#, true),
        ])
    func multiples(divisor: String, instance: String, holds: Bool) throws {
        #expect(try problems(#"{"multipleOf": \#(divisor)}"#, instance) == (holds ? [] : [" multipleOf"]))
    }

    @Test("numbers compare as the numbers that they are")
    func order() throws {
        let ascending = [
            "-1e99999999999999999999", "-1e3", "-999.9", "-1", "-0.5", "-1e-5", "0", "1e-99999999999999999999", "1e-5",
            "0.5", "0.50001", "1", "9", "10", "99.9", "100", "1e3", "1e99999999999999999999",
        ]
        let numbers = try ascending.map { text in
            guard case .number(let number) = try parse(text) else { throw NotANumber() }
            return ExactNumber(number)
        }
        for (place, number) in numbers.enumerated() {
            for (other, another) in numbers.enumerated() {
                #expect((number < another) == (place < other), "\(ascending[place]) \(ascending[other])")
                #expect((number == another) == (place == other))
            }
        }
    }

    private struct NotANumber: Error {}
}
