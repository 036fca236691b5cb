import Foundation

/// Feeds a parser with valid samples that have been damaged, and now and then with noise.
///
/// The seed is fixed, so that a test does the same on each day. `CREDENCE_SEED` gives another one. `CREDENCE_FAULTS=long`
/// takes a random one and goes on for some seconds; the seed is printed.
public struct Fuzzer {
    /// The seed of this process.
    public static let seed: UInt64 = {
        let given = ProcessInfo.processInfo.environment["CREDENCE_SEED"].flatMap { UInt64($0) }
        let seed = given ?? (isLong ? UInt64.random(in: 1...9_999_999) : 1)
        print("Fuzzing with CREDENCE_SEED=\(seed)")
        return seed
    }()

    /// Whether there is time for the long form.
    public static let isLong = ProcessInfo.processInfo.environment["CREDENCE_FAULTS"] == "long"

    private let samples: [[UInt8]]
    private let tokens: [[UInt8]]
    private let rounds: Int

    /// Takes valid inputs, and words that mean something to the parser.
    ///
    /// - Parameter rounds: of the short form.
    public init(_ samples: [String], tokens: [String] = [], rounds: Int = 4000) {
        self.init(bytes: samples.map { Array($0.utf8) }, tokens: tokens.map { Array($0.utf8) }, rounds: rounds)
    }

    /// The same for what is no text.
    public init(bytes samples: [[UInt8]], tokens: [[UInt8]] = [], rounds: Int = 4000) {
        self.samples = samples
        self.tokens = tokens + Mutation.words
        self.rounds = rounds
    }

    /// Has every input judged, up to the first that breaks what must hold.
    ///
    /// - Parameter name: of the test, which the long form is counted under.
    public func judge(
        of name: String = #function, _ verdict: ([UInt8]) throws -> Verdict
    ) rethrows -> FuzzReport {
        var generator = SplitMix64(state: Self.seed)
        var report = FuzzReport()
        for round in FuzzRounds(rounds, of: name) {
            let input = round < samples.count ? samples[round] : input(using: &generator)
            report.count(try verdict(input), of: input)
            if report.broken != nil { break }
        }
        return report
    }

    /// The same for parsers of text: what is not UTF-8 comes with replacement characters.
    public func judgeText(
        of name: String = #function, _ verdict: (String) throws -> Verdict
    ) rethrows -> FuzzReport {
        try judge(of: name) { try verdict(String(decoding: $0, as: UTF8.self)) }
    }

    private func input(using generator: inout SplitMix64) -> [UInt8] {
        var mutation = Mutation(samples: samples, tokens: tokens)
        return mutation.next(using: &generator)
    }
}

/// What became of one input.
public enum Verdict {
    /// The parser refused it.
    case refused
    /// The parser took it, and what must hold then does.
    case sound
    /// The parser took it, and what must hold then does not.
    case broken

    /// What a property says of an input that was taken.
    public init(_ holds: Bool) {
        self = holds ? .sound : .broken
    }
}

/// What became of all inputs.
public struct FuzzReport {
    /// How many were refused.
    public private(set) var refused = 0
    /// How many were taken, as they must be.
    public private(set) var sound = 0
    /// The first input that broke a property, with the seed; `nil` when none did.
    public private(set) var broken: String?

    /// Whether no property was broken and both sides of the parser were tried.
    public var isSound: Bool { broken == nil && refused > 0 && sound > 0 }

    mutating func count(_ verdict: Verdict, of input: [UInt8]) {
        switch verdict {
        case .refused: refused += 1
        case .sound: sound += 1
        case .broken:
            let text = String(decoding: input, as: UTF8.self).debugDescription
            broken = "CREDENCE_SEED=\(Fuzzer.seed): \(text)"
        }
    }
}
