import Glibc

/// The system's generator, asked once for several words: each question is a system call.
struct RandomWords: RandomNumberGenerator {
    /// The system gives 256 bytes at once (getentropy(3)).
    private static let most = 32
    private var words: [UInt64] = []
    private var wanted: Int

    /// - Parameter count: how many words will be needed, as far as that is known.
    init(_ count: Int) {
        wanted = count
    }

    mutating func next() -> UInt64 {
        if words.isEmpty { draw() }
        return words.removeLast()
    }

    private mutating func draw() {
        words = Array(repeating: 0, count: min(max(wanted, 1), Self.most))
        wanted -= words.count
        let failed =
            unsafe words.withUnsafeMutableBytes { words in
                unsafe words.baseAddress.map { unsafe getentropy($0, words.count) } ?? -1
            } != 0
        precondition(!failed, "the system has no random numbers")
    }
}
