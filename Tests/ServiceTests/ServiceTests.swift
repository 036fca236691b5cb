import Testing

/// Everything that needs real processes, one suite after the other.
@Suite(.serialized) enum ServiceTests {
    /// What leaves the stack as it was. The path is longer than a socket's may be.
    @Suite(
        .serialized,
        .stack(in: String(repeating: "long-", count: 20) + "path", settings: ["CREDENCE_THREADS": "8"]))
    enum RunningStack {}
}
