/// So many rounds in the short form; in the long one they go on for some seconds, and are counted in the test's output.
public struct FuzzRounds: Sequence, IteratorProtocol {
    private static let longForm = Duration.seconds(4)

    private let name: String
    private let least: Int
    private let start = ContinuousClock.now
    private var round = 0

    /// Begins to take the time.
    ///
    /// - Parameters:
    ///   - least: how many there are at least.
    ///   - name: what they are shown under.
    public init(_ least: Int, of name: String) {
        self.least = least
        self.name = name
    }

    /// The number of the next round, from 0.
    public mutating func next() -> Int? {
        guard round < least || Fuzzer.isLong && .now - start < Self.longForm else {
            if Fuzzer.isLong { print("Fuzzed \(name): \(round) inputs, \(Int(Double(round) / seconds)) a second") }
            return nil
        }
        defer { round += 1 }
        return round
    }

    private var seconds: Double { (ContinuousClock.now - start) / .seconds(1) }
}
