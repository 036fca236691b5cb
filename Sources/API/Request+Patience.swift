extension Request {
    /// How long a request waits for room to hash a password: long enough that a flood of logins does not come back at once
    /// and again, short enough for whoever logs in.
    private static let patience = Duration.seconds(1)

    /// When a request that came at `arrival` is to look for room again; `nil` when it has waited long enough. Not everybody
    /// looks at the same time.
    static func nextTry(after arrival: ContinuousClock.Instant) -> ContinuousClock.Instant? {
        let (now, end) = (ContinuousClock.now, arrival + patience)
        return now < end ? min(now + .milliseconds(Int.random(in: 200...500)), end) : nil
    }
}
