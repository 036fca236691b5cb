/// How much work may still be done; every step of judging a value is paid for. One unit is some 100 nanoseconds at most.
struct Work {
    private(set) var left: Int

    init(_ units: Int) {
        left = units
    }

    /// Pays; `false` when there is not so much left.
    mutating func spend(_ units: Int) -> Bool {
        left -= units
        return left >= 0
    }
}
