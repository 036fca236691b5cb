/// A response on its way to a peer that takes it in parts.
struct Output {
    /// What is still to be sent.
    var rest: ArraySlice<UInt8>
    /// Whether the connection serves on after this.
    let keepsConnection: Bool
    /// When the peer first did not take all of it.
    var since: ContinuousClock.Instant?
}
