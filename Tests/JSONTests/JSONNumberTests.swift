import JSON
import Testing

struct JSONNumberTests {
    @Test(
        "integral numbers in range have an exact value",
        arguments: [
            ("0", 0), ("-0", 0), ("0.000", 0), ("0e99999999999", 0), ("-0.0e5", 0), ("1", 1), ("-1", -1), ("1.0", 1),
            ("1e3", 1000),
            ("1E+3", 1000), ("-1.50e1", -15), ("0.001e3", 1), ("1000e-3", 1), ("1200e-2", 12),
            ("9223372036854775807", .max),
            ("-9223372036854775808", .min), ("9223372036854775.807e3", .max), ("9223372036854775807000e-3", .max),
            ("1e18", 1_000_000_000_000_000_000),
            ("10e-1", 1), ("1e0000000000000000000000003", 1000),
        ] as [(String, Int64)]
    )
    func int64(text: String, expected: Int64) throws {
        #expect(try number(text).int64 == expected)
    }

    @Test(
        "other numbers have no integral value",
        arguments: [
            "0.5", "1e-1", "1.0001", "15e-1", "9223372036854775808", "-9223372036854775809", "1e19",
            "1e99999999999999999999",
            "1e-99999999999999999999", "1e2147483647", "1e-2147483648", "0.1e-2147483648", "1e9223372036854775807",
        ]
    )
    func notIntegral(text: String) throws {
        #expect(try number(text).int64 == nil)
    }

    @Test(
        "numbers have a nearest double",
        arguments: [
            ("0.1", 0.1), ("-2.5e3", -2500), ("1e-400", 0), ("1.7976931348623157e308", .greatestFiniteMagnitude),
            ("1423941493.701", 1_423_941_493.701),
            ("9007199254740993", 9_007_199_254_740_992),
        ]
    )
    func double(text: String, expected: Double) throws {
        #expect(try number(text).double == expected)
    }

    @Test("a number too great for a double has none", arguments: ["1e309", "-1e309", "1e99999999999999999999"])
    func overflow(text: String) throws {
        #expect(try number(text).double == nil)
    }

    @Test("a number of a mebibyte is measured")
    func longNumber() throws {
        let zeros = String(repeating: "0", count: 1 << 20)
        #expect(try number("1" + zeros).int64 == nil)
        #expect(try number("1" + zeros).double == nil)
        #expect(try number("7." + zeros).int64 == 7)
        #expect(try number("7" + zeros + "e-1048576").int64 == 7)
    }

    @Test("an integer is spelled in decimal", arguments: [(0, "0"), (-7, "-7"), (Int.max, "9223372036854775807")])
    func fromInteger(value: Int, expected: String) {
        #expect(JSONNumber(value).lexeme == expected)
    }

    @Test(
        "times have exactly three decimals, and what is finer is dropped",
        arguments: [
            (1_423_941_493_701_000, "1423941493.701"), (1_423_941_493_701_999, "1423941493.701"),
            (1_423_941_493_000_000, "1423941493.000"),
            (1_423_941_493_007_000, "1423941493.007"), (0, "0.000"), (999, "0.000"), (1000, "0.001"), (-999, "0.000"),
            (-1000, "-0.001"),
            (-500_000, "-0.500"), (-1_500_999, "-1.500"), (.max, "9223372036854.775"), (.min, "-9223372036854.775"),
        ] as [(Int64, String)]
    )
    func times(microseconds: Int64, expected: String) {
        #expect(JSONNumber.milliseconds(microsecondsSinceEpoch: microseconds).lexeme == expected)
    }

    private func number(_ text: String) throws -> JSONNumber {
        guard case .number(let number) = try parse(text) else { throw JSONError.malformed(offset: 0) }
        return number
    }
}
