import Foundation

/// How much the fault stories do: `CREDENCE_FAULTS` is `short` in `make test` and `long` in `make faults`.
enum Scale {
    private static let chosen = ProcessInfo.processInfo.environment["CREDENCE_FAULTS"]

    /// Whether the stories are to be told at all.
    static let isChosen = chosen == "short" || chosen == "long"

    static let isLong = chosen == "long"

    /// What the story does in its short form, or in its long one.
    static func choose<Value>(short: Value, long: Value) -> Value {
        isLong ? long : short
    }
}
