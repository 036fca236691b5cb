/// One request of the load, and what became of it.
struct Sample: Sendable {
    let client: Int
    let operation: Operation
    let outcome: Outcome
    let status: Int
    let start: ContinuousClock.Instant
    let end: ContinuousClock.Instant

    var latency: Duration { end - start }
}
