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

    /// What a time may be. The short form is told wherever tests run, also on busy machines and of a debug build, so there it
    /// may be four times as long, but not so long that clients have given up before (``Wire``): such a limit is never
    /// exceeded.
    static func limit(_ strict: Duration) -> Duration {
        choose(short: max(strict, min(strict * 4, .seconds(12))), long: strict)
    }
}
