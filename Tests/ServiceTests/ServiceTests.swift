import Testing

/// Everything that needs real processes, one suite after the other.
@Suite(.serialized) enum ServiceTests {
    /// What leaves the stack as it was. The path is longer than a socket's may be.
    @Suite(
        .serialized,
        .stack(in: String(repeating: "long-", count: 20) + "path", settings: ["CREDENCE_THREADS": "8"]))
    enum RunningStack {}

    /// The vault of third-party logins, without limits that its tests would reach.
    @Suite(.serialized, .stack(settings: ["CREDENCE_V2_RATE": "0", "CREDENCE_V2_SESSIONS": "1000"])) enum VaultStack {}
}
