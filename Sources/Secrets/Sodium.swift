import CSodium

/// What has to precede all use of libsodium.
enum Sodium {
    /// Whether it may be used; asked for once, when it finds out what the processor can do.
    static let isReady = sodium_init() >= 0
}
