/// The two families of the API, each with conventions of its own.
enum Family: Sendable {
    /// `/v1` (authrocket-v1.md).
    case authRocket
    /// `/v2` (deck-v2.md).
    case deck
}
