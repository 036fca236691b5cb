import JSON
import Testing

struct JSONParserNumberTests {
    @Test(
        "numbers keep their spelling",
        arguments: [
            "0", "-0", "1", "-1", "10", "0.0", "-0.5", "1.50", "1e1", "1E1", "1e+1", "1e-01", "0e0", "0e+1", "1.5E-7",
            "123123e100000",
            "1423941493.701", "100000000000000000000000000000000", "0.1000000000000000055511151231257827",
        ]
    )
    func accepted(text: String) throws {
        guard case .number(let number) = try parse(" \(text) ") else { throw JSONError.malformed(offset: 0) }
        #expect(number.lexeme == text)
    }

    @Test(
        "spellings outside the grammar are refused",
        arguments: [
            ("-", 1), ("+1", 0), ("--1", 1), ("01", 1), ("-01", 2), ("00", 1), (".5", 0), ("-.5", 1), ("1.", 2),
            ("1.e1", 2), ("0.e1", 2),
            ("1e", 2), ("1e+", 3), ("1E-", 3), ("1e1.5", 3), ("1.2.3", 3), ("0x10", 1), ("1_000", 1), ("1,000", 1),
            ("1e1e1", 3), ("- 1", 1),
            ("1e 1", 2), ("１", 0), ("-a", 1), ("0e", 2), ("[1.", 3), ("[-2.]", 4),
        ]
    )
    func refused(text: String, offset: Int) {
        #expect(refusal(text) == .malformed(offset: offset))
    }
}
