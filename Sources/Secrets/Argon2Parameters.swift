/// What a hash costs and how it is made (RFC 9106, section 3.1).
struct Argon2Parameters: Equatable {
    enum Variant: String { case argon2d, argon2i, argon2id }
    enum Version: UInt32 { case v16 = 16, v19 = 19 }

    var variant = Variant.argon2id
    var version = Version.v19
    /// In KiB.
    let memory: UInt32
    let passes: UInt32
    let lanes: UInt32

    /// Whether an imported hash may cost that: at most 256 MiB, about a second, and 16 threads.
    var areAllowed: Bool {
        (1...16).contains(passes) && (1...16).contains(lanes)
            && (8 * lanes...256 * 1024).contains(memory) && memory * passes <= 1024 * 1024
    }
}
