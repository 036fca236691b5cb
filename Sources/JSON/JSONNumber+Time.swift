extension JSONNumber {
    /// Spells a time as seconds since 1970 with exactly three decimals, such as `1423941493.701`.
    ///
    /// What is finer than a millisecond is dropped, towards 1970 on both sides of it.
    public static func milliseconds(microsecondsSinceEpoch: Int64) -> JSONNumber {
        let milliseconds = microsecondsSinceEpoch / 1000
        let (seconds, rest) = milliseconds.magnitude.quotientAndRemainder(dividingBy: 1000)
        let zeros = rest < 10 ? "00" : rest < 100 ? "0" : ""
        return JSONNumber(lexeme: (milliseconds < 0 ? "-" : "") + String(seconds) + "." + zeros + String(rest))
    }
}
