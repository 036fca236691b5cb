import Testing

extension FaultTests {
    /// Where secrets are looked for: in all that the service writes or answers, on disk, in the process table, in memory. That
    /// moved ciphertexts do not open, and that wrong keys take the same time, is told by `SealedColumnTests` and
    /// `KeyTimingTests`.
    @Suite(.serialized) enum SecretsTests {}
}
