/// Reads the parts of an ISO-8601 text from front to back.
struct ISO8601Scanner {
    private var rest: ArraySlice<UInt8>

    init(_ text: some StringProtocol) {
        rest = Array(text.utf8)[...]
    }

    var isAtEnd: Bool { rest.isEmpty }

    mutating func date() -> CivilDate? {
        guard let year = number(digits: 4), skip("-"), let month = number(digits: 2), skip("-"),
            let day = number(digits: 2)
        else { return nil }
        return CivilDate(year: year, month: month, day: day)
    }

    /// Microseconds since midnight; the seconds and their fraction may be missing.
    mutating func timeOfDay() -> Int64? {
        guard let hour = number(digits: 2), hour < 24, skip(":"), let minute = number(digits: 2), minute < 60 else {
            return nil
        }
        var microseconds = (hour * 60 + minute) * 60_000_000
        guard skip(":") else { return microseconds }
        guard let second = number(digits: 2), second < 60 else { return nil }
        microseconds += second * 1_000_000
        guard skip(".") || skip(",") else { return microseconds }
        return fraction().map { microseconds + $0 }
    }

    /// Microseconds east of UTC; a missing offset, `Z` and `UTC` are 0.
    mutating func offset() -> Int64? {
        if isAtEnd { return 0 }
        _ = skip(" ")
        if skip("Z") || skip("z") || skip("UTC") { return 0 }
        let isWest = skip("-")
        guard isWest || skip("+"), let hours = number(digits: 2), hours < 24 else { return nil }
        var minutes: Int64 = 0
        if skip(":") || !isAtEnd {
            guard let given = number(digits: 2), given < 60 else { return nil }
            minutes = given
        }
        return (hours * 60 + minutes) * (isWest ? -60_000_000 : 60_000_000)
    }

    mutating func skip(_ text: StaticString) -> Bool {
        let expected = Array(text.description.utf8)
        guard rest.starts(with: expected) else { return false }
        rest.removeFirst(expected.count)
        return true
    }

    private mutating func number(digits: Int) -> Int64? {
        let taken = rest.prefix(digits)
        guard taken.count == digits, taken.allSatisfy(Self.isDecimalDigit) else { return nil }
        rest.removeFirst(digits)
        return Self.number(taken)
    }

    private mutating func fraction() -> Int64? {
        let digits = rest.prefix(while: Self.isDecimalDigit)
        guard !digits.isEmpty else { return nil }
        rest.removeFirst(digits.count)
        let padded = (digits + Array(repeating: UInt8(ascii: "0"), count: 6)).prefix(6)
        return Self.number(padded)
    }

    private static func isDecimalDigit(_ byte: UInt8) -> Bool {
        UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte
    }

    private static func number(_ digits: ArraySlice<UInt8>) -> Int64 {
        digits.reduce(0) { $0 * 10 + Int64($1 - UInt8(ascii: "0")) }
    }
}
